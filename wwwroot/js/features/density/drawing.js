import { wantOutlines } from '../../core/outlines.js';
import { store } from '../../core/store.js';

/**
 * What the map draws of a density. A fill is a word: 'seq-0' … 'seq-6' or 'div-0' … 'div-6', a step of a palette, 'none' or '' for no
 * colour; with ' hatched' behind it where the number is not sure, and ' dotted' where it is hidden. So whoever draws knows no colour. A
 * tip is
 * what stands beside the pointer: a title and a line. A key is the legend that stands on the map.
 * @typedef {string} Fill
 * @typedef {import('../../pure/shapes.js').Shape} Shape
 * @typedef {import('../../pure/shapes.js').Shapes} Shapes
 * @typedef {object} Key
 * @property {string} heading @property {string} unit
 * @property {'sequential' | 'diverging' | 'categorical' | 'step'} kind
 * @property {number[]} [breaks] @property {import('../../parts/legend.js').Entry[]} [entries] @property {any[]} [extras]
 * @property {string[]} lines
 * @typedef {{draw: 'hexagons', shapes: Shapes, fill: (shape: Shape) => Fill, tip?: (shape: Shape) => [string, string], key?: Key}} Hexagons
 * @typedef {{draw: 'areas', layer: string, fills: Record<string, Fill>, other: Fill, tip?: (code: string, name: string) => [string,
 * string],
 * key?: Key}} Areas fills by code, and that of all others
 * @typedef {{draw: 'raster', raster: import('../../pure/raster.js').Raster, tip?: (value: number) => [string, string], key?: Key}} Picture
 * @typedef {{draw: 'points', tip?: (point: import('../../pure/clusters.js').Cluster) => [string, string], key?: Key}} Points
 * @typedef {Hexagons | Areas | Picture | Points} Drawing
 */

/** @type {Drawing | null} */
let drawing = null;
let made = 0;

/** What is drawn now. */
export const drawingNow = () => drawing;

/** Puts a density on the map in place of the one before; null takes it off. @param {Drawing | null} what */
export function drawDensity(what) {
  drawing = what;
  made += 1;
  store.set({ densityMap: what && { id: made, draw: what.draw, key: what.key ?? null, ...areasOf(what) } });
  wantOutlines();
}

/** @param {Drawing} what */
const areasOf = (what) => (what.draw === 'areas' ? { layer: what.layer, fills: what.fills, other: what.other } : { layer: null });
