import { api } from '../../core/api.js';
import { onChange, PARTS } from '../../core/changes.js';
import { store } from '../../core/store.js';
import { TilePool } from '../../map/tile-pool.js';
import { clustersOf, clusterZoom } from '../../pure/clusters.js';
import { tilesOver } from '../../pure/line-tiles.js';

/** @typedef {import('../../pure/line-tiles.js').TileName & {of: string, fields: Record<string, string | null>}} PointTile */

let filter = '';
/** @type {(problem: any) => void} */ let fail = () => {};

/** Tiles of the filter that is looked at; another filter begins anew. */
const pool = new TilePool({
  most: 300,
  read,
  changed: () => store.set({ pointTiles: pool.tiles.flat() }),
  failed: (error) => fail(error),
});

onChange(PARTS, () => {
  filter = '';
});

/**
 * Keeps the clusters of the part of the map that is shown in the state.
 * @param {string} of
 * @param {Record<string, string | null>} fields the filter
 * @param {boolean} isShown
 * @param {(problem: any) => void} failed called when a tile did not come
 */
export function wantPoints(of, fields, isShown, failed) {
  const key = JSON.stringify([of, fields]);
  if (key !== filter) pool.clear();
  filter = key;
  fail = failed;
  const { view, city } = store.get();
  const names = isShown && view?.box && city.value ? tilesOver(view.box, clusterZoom(view.zoom), city.value.bounds) : [];
  pool.want(names.map((name) => ({ ...name, of, fields })));
}

/** @param {PointTile} one @param {AbortSignal} signal */
async function read(one, signal) {
  const [bytes, { VectorTile }, { PbfReader }] = await Promise.all([
    api.pointTile(one.of, one, one.fields, signal),
    import('@mapbox/vector-tile'),
    import('pbf'),
  ]);
  return pointsIn(one, new VectorTile(new PbfReader(new Uint8Array(bytes))));
}

/** @param {PointTile} one @param {import('@mapbox/vector-tile').VectorTile} tile */
function pointsIn(one, tile) {
  const layer = tile.layers[one.of],
    features = [];
  for (let i = 0; i < (layer?.length ?? 0); i++) {
    const feature = layer.feature(i);
    for (const [{ x, y }] of feature.loadGeometry()) features.push({ x, y, properties: feature.properties });
  }
  return clustersOf(one, layer?.extent ?? 4096, features);
}
