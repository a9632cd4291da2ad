import { announce, sentenceOf } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { drawingOf } from './drawings.js';
import { words as t } from './words.js';
import { fieldsOf } from '../../pure/case-filter.js';
import { classOf, DENSITY_BREAKS } from '../../pure/classes.js';
import { densityOf } from '../../pure/density-link.js';
import { byCoarseness } from '../../pure/drawn.js';
import { stepsOf } from '../../pure/measures.js';
import { rasterOf } from '../../pure/raster.js';
import { shapesOf } from '../../pure/shapes.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';

/**
 * What the map draws of a density. A fill is a word: 'seq-0' … 'seq-6' or 'div-0' … 'div-6', a step of a palette, 'none' or '' for no
 * colour; with ' hatched' behind it where
 * the number is not sure, and ' dotted' where it is hidden. So whoever draws knows no colour. A tip is what stands beside the pointer: a
 * title and a line. A key is the legend
 * that stands on the map.
 * @typedef {string} Fill
 * @typedef {{heading: string, unit: string, kind: 'sequential' | 'diverging' | 'categorical' | 'step', breaks?: number[], entries?:
 * import('../../parts/legend.js').Entry[], extras?: any[], lines: string[]}} Key
 * @typedef {{draw: 'hexagons', shapes: import('../../pure/shapes.js').Shapes, fill: (shape: import('../../pure/shapes.js').Shape) =>
 * Fill, tip?:
 * (shape: import('../../pure/shapes.js').Shape) => [string, string], key?: Key}} Hexagons
 * @typedef {{draw: 'areas', layer: string, valueOf: (code: string) => Fill, tip?: (code: string, name: string) => [string, string],
 * key?: Key}} Areas
 * @typedef {{draw: 'raster', raster: import('../../pure/raster.js').Raster, tip?: (value: number) => [string, string], key?: Key}} Picture
 * @typedef {{draw: 'points', tip?: (point: import('../../pure/clusters.js').Cluster) => [string, string], key?: Key}} Points
 * @typedef {Hexagons | Areas | Picture | Points} Drawing
 */

/** Puts a density on the map in place of the one before; null takes it off. @param {Drawing | null} what */
export const drawDensity = (what) => store.set({ densityMap: what });

/** What is looked at: cases, events, or the figures that are given out. */
export const lookedAt = () => densityOf(store.get().densityOf, store.get().me?.permissions ?? null);

/** The filter as the server is asked: the same for every view, chart and table of the screen. @returns {Record<string, string | null>} */
export const densityFields = () => ({ ...fieldsOf(store.get().caseFilter), at: store.get().date });

const STEPS = stepsOf(DENSITY_BREAKS.length - 1);

/**
 * How a density per square mile and month is filled: by its class, never by what else is on the screen.
 * @param {number} density
 * @returns {Fill}
 */
export const densityFill = (density) => (density > 0 ? `seq-${STEPS[classOf(density, DENSITY_BREAKS)]}` : '');

/**
 * What areas can be of: the layers in force, the coarsest first, and the turfs where there is a plan.
 * @returns {{key: string, name: string, by: string}[]} by: what the server counts by
 */
export function areaLayers() {
  const { layers, plan } = store.get(),
    known = byCoarseness(layers.list).filter((layer) => layer.inForce);
  return [
    ...known.map(({ key, name }) => ({ key, name, by: `area:${key}` })),
    ...(plan.value ? [{ key: 'turfs', name: words.layers.turfs, by: 'turf' }] : []),
  ];
}

/** The one that is shown: that chosen while it is there, else the first. */
export const areaLayer = () => areaLayers().find(({ key }) => key === store.get().densityHow.on) ?? areaLayers()[0] ?? null;

/**
 * What each view asks for, and what it makes of the answer.
 * @type {Record<string, (of: string, fields: Record<string, any>, signal: AbortSignal) => Promise<any>>}
 */
const READ = {
  hexagons: async (of, fields, signal) => {
    const answer = await api.density(of, '/hexagons', fields, signal);
    return { about: answer.about, shapes: shapesOf(answer) };
  },
  surface: async (of, fields, signal) => {
    const { radius, per } = store.get().densityHow,
      answer = await api.density(of, '/surface', { ...fields, radius: per === 'residents' ? null : radius, per }, signal);
    return { about: answer.about, surface: answer, raster: answer.tooFew ? null : rasterOf(answer) };
  },
  areas: async (of, fields, signal) => {
    const layer = areaLayer();
    if (!layer) return { about: null, layer: null, areas: [] };
    const answer = await api.density(of, '/counts', { ...fields, by: layer.by }, signal);
    return {
      about: answer.about,
      layer: layer.key,
      residentsOf: answer.residentsOf ?? null,
      areas: answer.groups,
      byCode: new Map(answer.groups.map((group) => [group.key, group])),
    };
  },
  points: async (of, fields, signal) => ({ about: (await api.density(of, '/counts', { ...fields, by: 'kind' }, signal)).about }),
};

let reading = new AbortController(),
  asked = '';

function want() {
  const { tab, densityView: view, density, densityHow: how, me } = store.get(),
    of = lookedAt();
  if (tab !== 'density' || !me || of === 'figures' || !READ[view]) {
    wantTiles();
    return;
  }
  const fields = densityFields(),
    wish = JSON.stringify([of, view, fields, view === 'surface' ? [how.radius, how.per] : view === 'areas' ? areaLayer()?.key : null]);
  wantTiles();
  if (wish === asked && density.status !== 'failed') return;
  asked = wish;
  read(of, view, fields);
}

/** Reads again after a failure. */
export function retryDensity() {
  asked = '';
  want();
}

async function read(of, view, fields) {
  reading.abort();
  const mine = (reading = new AbortController()),
    before = store.get().density;
  // Another view begins empty; another filter keeps the picture until the new one is there.
  store.set({
    density: { ...(before.of === of && before.view === view ? before : { about: null }), of, view, status: 'loading', problem: null },
  });
  try {
    const value = await READ[view](of, fields, mine.signal);
    store.set({ density: { ...value, of, view, status: 'ready', problem: null } });
    if (value.about) announce((t[of] ?? t.cases).count(value.about.count));
  } catch (error) {
    if (!mine.signal.aborted) store.set({ density: { ...store.get().density, status: 'failed', problem: sentenceOf(error) } });
  }
}

/** The facets of the filter that chips show: how many there are of each, whatever else of the same facet is chosen. */
const FACETS = /** @type {const} */ ({ kind: 'kind', status: 'status', language: 'language', agency: 'agency' });
let facetsShown = ['kind'],
  readingFacets = new AbortController(),
  facetsAsked = '';

/** Says which facets are open to the eye; the others are not counted. @param {(keyof typeof FACETS)[]} names */
export function showFacets(names) {
  facetsShown = names;
  wantFacets();
}

async function wantFacets() {
  const { tab, me } = store.get(),
    of = lookedAt(),
    fields = densityFields(),
    wish = JSON.stringify([of, fields, facetsShown, store.get().city.value?.version]);
  if (tab !== 'density' || !me || of === 'figures' || wish === facetsAsked) return;
  facetsAsked = wish;
  readingFacets.abort();
  const { signal } = (readingFacets = new AbortController());
  const counts = await Promise.allSettled(
    facetsShown.map(async (by) => [by, (await api.density(of, '/counts', { ...fields, [by]: null, by }, signal)).groups]),
  );
  if (signal.aborted) return;
  const come = counts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  if (come.length < counts.length) facetsAsked = ''; // the view tells what is wrong; the chips that did come are shown
  if (come.length > 0) store.set({ densityFacets: { of, groups: Object.fromEntries(come) } });
}

/** @type {typeof import('./point-tiles.js') | null} */ let tiles = null;

async function wantTiles() {
  const { tab, densityMap } = store.get(),
    isShown = tab === 'density' && densityMap?.draw === 'points';
  if (!isShown && !tiles) return;
  tiles ??= await import('./point-tiles.js');
  tiles.wantPoints(lookedAt(), densityFields(), isShown, (error) =>
    store.set({ density: { ...store.get().density, status: 'failed', problem: sentenceOf(error) } }),
  );
}

/** Draws the view's own picture, also again after something else was drawn in its place. */
export const drawView = () => drawDensity(drawingOf(store.get(), densityFill));

// The screen is fetched when it is first opened, and from then on hears of every change.
store.on(['densityView', 'densityOf'], () => drawDensity(null));
store.on(['density'], ({ densityView }) => {
  if (READ[densityView]) drawView();
});
store.on(['densityHow'], ({ densityView }) => {
  if (densityView === 'areas') drawView();
});
store.on(['tab', 'caseFilter', 'date', 'me', 'densityOf', 'densityView', 'densityHow', 'layers', 'plan'], () => {
  want();
  wantFacets();
});
store.on(['view', 'densityMap'], wantTiles);
let version = null;
store.on(['city'], ({ city }) => {
  if (!city.value || city.value.version === version) return;
  if (version !== null) {
    asked = '';
    facetsAsked = '';
  }
  version = city.value.version;
  want();
  wantFacets();
});
version = store.get().city.value?.version ?? null;
want();
wantFacets();
