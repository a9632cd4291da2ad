import { api } from '../core/api.js';
import { lineZoom, tilesOver } from '../pure/line-tiles.js';
import { store } from '../core/store.js';

/**
 * @typedef {object} LineTile the lines of one tile, ready to draw
 * @property {number} z @property {number} x @property {number} y
 * @property {number} extent units along a side
 * @property {{rank: string, name: string, points: number[]}[]} lines each as x0, y0, x1, y1, …
 */

/** Tiles already fetched, the oldest first: a long walk through a city fits. @type {Map<string, LineTile>} */
const known = new Map();
const KEPT = 200,
  AT_ONCE = 6;
let wanted = [],
  coming = new Set(),
  day = '';

/** Keeps the lines of context layers in the state (streets behind the map): those of the part of the map that is shown. */
export function startLineTiles() {
  store.on(['view', 'layers'], want);
}

function want() {
  const { view, layers, date } = store.get();
  const z = view?.box ? lineZoom(view.zoom) : null;
  const lined = layers.list.filter((layer) => layer.lines && layer.inForce);
  if (z === null || lined.length === 0) {
    wanted = [];
    if (store.get().lineTiles.length > 0) store.set({ lineTiles: [] });
    return;
  }
  day = date ?? '';
  wanted = lined.flatMap((layer) =>
    tilesOver(view.box, z, layer.inForce.bounds).map((name) => ({
      ...name,
      layer: layer.key,
      vintage: layer.inForce.vintage,
      key: `${layer.key} ${layer.inForce.vintage} ${name.key}`,
    })),
  );
  show();
  fetchMore();
}

function fetchMore() {
  for (const one of wanted) {
    if (coming.size >= AT_ONCE) return;
    if (!known.has(one.key) && !coming.has(one.key)) fetchOne(one);
  }
}

async function fetchOne(one) {
  coming.add(one.key);
  try {
    const [bytes, { VectorTile }, { PbfReader }] = await Promise.all([
      api.tile(one.layer, one, day || null),
      import('@mapbox/vector-tile'),
      import('pbf'),
    ]);
    known.set(one.key, { ...one, ...linesOf(new VectorTile(new PbfReader(new Uint8Array(bytes)))) });
    if (known.size > KEPT) known.delete(known.keys().next().value ?? '');
    show();
  } catch {
    // Streets are ground, not figure: without them the map still answers. They are asked for again when the map moves.
  } finally {
    coming.delete(one.key);
    if (known.has(one.key)) fetchMore();
  }
}

/** What is shown are the tiles wanted; after a change of zoom those of before stay until all are there. */
function show() {
  const tiles = wanted.flatMap((one) => known.get(one.key) ?? []),
    shown = store.get().lineTiles;
  if (tiles.length === wanted.length || shown.length === 0 || shown[0].z === tiles[0]?.z) store.set({ lineTiles: tiles });
}

/** @param {import('@mapbox/vector-tile').VectorTile} tile */
function linesOf(tile) {
  const layer = Object.values(tile.layers)[0],
    lines = [];
  for (let i = 0; i < (layer?.length ?? 0); i++) {
    const feature = layer.feature(i),
      { rank, name } = feature.properties;
    for (const part of feature.loadGeometry())
      lines.push({ rank: String(rank), name: String(name ?? ''), points: part.flatMap(({ x, y }) => [x, y]) });
  }
  return { extent: layer?.extent ?? 4096, lines };
}
