import { api } from '../core/api.js';
import { onChange } from '../core/changes.js';
import { store } from '../core/store.js';
import { TilePool } from './tile-pool.js';
import { lineZoom, tilesOver } from '../pure/line-tiles.js';

/**
 * @typedef {object} LineTile the lines of one tile, ready to draw
 * @property {number} z @property {number} x @property {number} y
 * @property {number} extent units along a side
 * @property {{rank: string, name: string, points: number[]}[]} lines each as x0, y0, x1, y1, …
 */

// Streets are ground, not figure: without them the map still answers, so a tile that does not come is no problem to tell.
const pool = new TilePool({
  most: 200, // a long walk through a city
  read,
  changed: () => store.set({ lineTiles: pool.shown.map(({ key }) => key) }),
});

/** Keeps the lines of context layers (streets behind the map): those of the part of the map that is shown. */
export function startLineTiles() {
  store.on(['view', 'layers'], want);
  onChange(['geography'], () => pool.clear());
}

/** @returns {LineTile[]} */
export const lineTiles = () => pool.tiles;

function want() {
  const { view, layers, date } = store.get();
  const z = view?.box ? lineZoom(view.zoom) : null;
  const lined = z === null ? [] : layers.list.filter((layer) => layer.lines && layer.inForce);
  pool.want(
    lined.flatMap(({ key: layer, inForce: { vintage, bounds } }) =>
      tilesOver(view.box, /** @type {number} */ (z), bounds).map((name) => ({
        ...name,
        layer,
        date,
        key: `${layer} ${vintage} ${name.key}`,
      })),
    ),
  );
}

async function read(one, signal) {
  const [bytes, { VectorTile }, { PbfReader }] = await Promise.all([
    api.tile(one.layer, one, one.date, signal),
    import('@mapbox/vector-tile'),
    import('pbf'),
  ]);
  return { ...one, ...linesOf(new VectorTile(new PbfReader(new Uint8Array(bytes)))) };
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
