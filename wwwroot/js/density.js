import {sentenceOf} from './actions.js';
import {api} from './api.js';
import {fieldsOf} from './pure/case-filter.js';
import {classOf, DENSITY_BREAKS} from './pure/classes.js';
import {densityOf} from './pure/density-link.js';
import {stepsOf} from './pure/measures.js';
import {shapesOf} from './pure/shapes.js';
import {store} from './state.js';

/**
 * What the map draws of a density. A fill is a word: 'seq-0' … 'seq-6' or 'div-0' … 'div-6', a step of a palette, or '' for nothing; with ' hatched' behind it where the
 * number is not sure, and ' dotted' where it is hidden. So whoever draws knows no colour. A tip is what stands beside the pointer: a title and a line.
 * @typedef {string} Fill
 * @typedef {{draw: 'hexagons', shapes: import('./pure/shapes.js').Shapes, fill: (shape: import('./pure/shapes.js').Shape) => Fill, tip?: (shape: import('./pure/shapes.js').Shape) => [string, string]}} Hexagons
 * @typedef {{draw: 'areas', layer: string, valueOf: (code: string) => Fill, tip?: (code: string, name: string) => [string, string]}} Areas
 * @typedef {{draw: 'raster', raster: import('./pure/raster.js').Raster, tip?: (value: number) => [string, string]}} Picture
 * @typedef {{draw: 'points', tip?: (point: any) => [string, string]}} Points
 * @typedef {Hexagons | Areas | Picture | Points} Drawing
 */

/** Puts a density on the map in place of the one before; null takes it off. @param {Drawing | null} what */
export const drawDensity = (what) => store.set({densityMap: what});

/** What is looked at: cases, events, or the figures that are given out. */
export const lookedAt = () => densityOf(store.get().densityOf, store.get().me?.permissions ?? null);

/** The filter as the server is asked: the same for every view, chart and table of the screen. @returns {Record<string, string | null>} */
export const densityFields = () => ({...fieldsOf(store.get().caseFilter), at: store.get().date});

const STEPS = stepsOf(DENSITY_BREAKS.length - 1);

/** How a density per square mile and month is filled: by its class, never by what else is on the screen. @param {number} density @returns {Fill} */
export const densityFill = (density) => (density > 0 ? `seq-${STEPS[classOf(density, DENSITY_BREAKS)]}` : '');

let reading = new AbortController(), asked = '';

function want() {
  const {tab, densityView, density} = store.get(), of = lookedAt();
  if (tab !== 'density' || of === 'figures' || !store.get().me) return;
  const fields = densityFields(), wish = JSON.stringify([of, densityView, fields]);
  if (wish === asked && density.status !== 'failed') return;
  asked = wish;
  read(of, fields);
}

/** Reads again after a failure. */
export function retryDensity() {
  asked = '';
  want();
}

async function read(of, fields) {
  reading.abort();
  const mine = reading = new AbortController();
  store.set({density: {...store.get().density, status: 'loading', problem: null}});
  try {
    const [hexagons, kinds] = await Promise.all([api.density(of, '/hexagons', fields, mine.signal), api.density(of, '/counts', {...fields, kind: null, by: 'kind'}, mine.signal)]);
    const {features, ...about} = hexagons;
    store.set({density: {status: 'ready', problem: null, about, kinds: kinds.groups, shapes: shapesOf(hexagons)}});
    drawView();
  } catch (error) {
    if (mine.signal.aborted) return;
    store.set({density: {...store.get().density, status: 'failed', problem: sentenceOf(error)}});
  }
}

/** Draws the view's own picture again, after something else was drawn in its place. */
export function drawView() {
  const {density, densityView} = store.get();
  if (density.shapes && densityView === 'hexagons') drawDensity({draw: 'hexagons', shapes: density.shapes, fill: (shape) => densityFill(shape.properties.density ?? 0)});
}

// The screen is fetched when it is first opened, and from then on hears of every change.
store.on(['tab', 'caseFilter', 'date', 'me', 'densityOf', 'densityView', 'densityHow'], want);
store.on(['densityView', 'densityOf'], () => { drawDensity(null); drawView(); });
let version = null;
store.on(['city'], ({city}) => {
  if (!city.value || city.value.version === version) return;
  if (version !== null) asked = '';
  version = city.value.version;
  want();
});
want();
