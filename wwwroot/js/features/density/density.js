import { api } from '../../core/api.js';
import { cityResource } from '../../core/city-resource.js';
import { announce } from '../../core/notices.js';
import { sentenceOf } from '../../core/problems.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { drawDensity } from './drawing.js';
import { drawingOf } from './drawings.js';
import { words as t } from './words.js';
import { fieldsOf } from '../../pure/case-filter.js';
import { classOf, DENSITY_BREAKS } from '../../pure/classes.js';
import { densityOf } from '../../pure/density-link.js';
import { byCoarseness } from '../../pure/drawn.js';
import { stepsOf } from '../../pure/measures.js';
import { rasterOf } from '../../pure/raster.js';
import { shapesOf } from '../../pure/shapes.js';

/** What is looked at: cases, events, or the figures that are given out. */
export const lookedAt = () => densityOf(store.get().densityOf, store.get().me?.permissions ?? null);

/** The filter as the server is asked: the same for every view, chart and table of the screen. @returns {Record<string, string | null>} */
export const densityFields = () => ({ ...fieldsOf(store.get().caseFilter), at: store.get().date });

/** The parts of the city that a density is made of. @returns {import('../../core/changes.js').Part[]} */
export const densityParts = () => [lookedAt() === 'events' ? 'events' : 'cases', 'geography', 'plans', 'staff', 'measures'];

const STEPS = stepsOf(DENSITY_BREAKS.length - 1);

/**
 * How a density per square mile and month is filled: by its class, never by what else is on the screen.
 * @param {number} density
 * @returns {import('./drawing.js').Fill}
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

const isShown = () => store.get().tab === 'density';

/** What the view shows. @type {import('../../core/resource.js').Resource<any>} */
const answer = cityResource({ parts: [], isShown, changed: show });
/** Of what it was asked. */
let asked = { of: '', view: '' };

/**
 * What the view made of the server's answer: shapes, a raster, areas. The state holds how it stands and what it is about.
 * @returns {any}
 */
export const pictureNow = () => answer.value ?? {};

function show({ status, value, problem }) {
  store.set({ density: { ...asked, status, about: value?.about ?? null, problem } });
  if (status === 'ready' && value.about) announce((t[asked.of] ?? t.cases).count(value.about.count));
}

function want() {
  const { tab, densityView: view, densityHow: how, me } = store.get(),
    of = lookedAt();
  wantTiles();
  if (tab !== 'density' || !me || of === 'figures' || !READ[view]) return;
  const fields = densityFields(),
    more = view === 'surface' ? [how.radius, how.per] : view === 'areas' ? areaLayer()?.key : null;
  // Another view begins empty; another filter keeps the picture until the new one is there.
  const keep = asked.of === of && asked.view === view;
  asked = { of, view };
  answer.parts = densityParts();
  answer.want([of, view, fields, more], (signal) => READ[view](of, fields, signal), { keep, retry: true });
}

/** Reads again after a failure. */
export const retryDensity = () => answer.again();

/** The facets of the filter that chips show: how many there are of each, whatever else of the same facet is chosen. */
const FACETS = /** @type {const} */ ({ kind: 'kind', status: 'status', language: 'language', agency: 'agency' });
let facetsShown = ['kind'],
  someFailed = false;

/** @type {import('../../core/resource.js').Resource<{of: string, groups: Record<string, any[]>}>} */
const facets = cityResource({
  parts: [],
  isShown,
  changed: ({ status, value }) => {
    if (status === 'ready') store.set({ densityFacets: value });
  },
});

/** Says which facets are open to the eye; the others are not counted. @param {(keyof typeof FACETS)[]} names */
export function showFacets(names) {
  facetsShown = names;
  wantFacets();
}

function wantFacets() {
  const { tab, me } = store.get(),
    of = lookedAt(),
    fields = densityFields();
  if (tab !== 'density' || !me || of === 'figures') return;
  facets.parts = densityParts();
  if (someFailed) facets.clear();
  someFailed = false;
  facets.want([of, fields, facetsShown], (signal) => readFacets(of, fields, facetsShown, signal), { retry: true });
}

/** The view tells what is wrong; the chips that did come are shown, and the others asked for with the next change. */
async function readFacets(of, fields, names, signal) {
  const counts = await Promise.allSettled(
    names.map(async (by) => [by, (await api.density(of, '/counts', { ...fields, [by]: null, by }, signal)).groups]),
  );
  const came = counts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  someFailed = came.length < counts.length && !signal.aborted;
  return { of, groups: Object.fromEntries(came) };
}

/** @type {typeof import('./point-tiles.js') | null} */ let tiles = null;

async function wantTiles() {
  const { tab, densityMap } = store.get(),
    isNeeded = tab === 'density' && densityMap?.draw === 'points';
  if (!isNeeded && !tiles) return;
  tiles ??= await import('./point-tiles.js');
  tiles.wantPoints(lookedAt(), densityFields(), isNeeded, (error) =>
    store.set({ density: { ...store.get().density, status: 'failed', problem: sentenceOf(error) } }),
  );
}

/** Draws the view's own picture, also again after something else was drawn in its place. */
export const drawView = () => drawDensity(drawingOf({ ...pictureNow(), view: asked.view }, store.get(), densityFill));

// The screen is fetched when it is first opened, and from then on listens to every change.
store.on(['densityView', 'densityOf'], () => drawDensity(null));
store.on(['density'], ({ densityView }) => {
  if (READ[densityView]) drawView();
});
store.on(['densityHow'], ({ densityView }) => {
  if (densityView === 'areas') drawView();
});
store.on(['tab', 'caseFilter', 'date', 'me', 'city', 'densityOf', 'densityView', 'densityHow', 'layers', 'plan'], () => {
  want();
  wantFacets();
});
store.on(['view', 'densityMap'], wantTiles);
want();
wantFacets();
