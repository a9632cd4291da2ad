import { api } from '../../core/api.js';
import { clustersOf, clusterZoom } from '../../pure/clusters.js';
import { tilesOver } from '../../pure/line-tiles.js';
import { store } from '../../core/store.js';

/** Tiles of the filter that is looked at; another filter begins anew. @type {Map<string, import('../../pure/clusters.js').Cluster[]>} */
let known = new Map();
let filter = '',
  reading = new AbortController(),
  wanted = /** @type {import('../../pure/line-tiles.js').TileName[]} */ ([]);
const coming = new Set(),
  AT_ONCE = 6,
  KEPT = 300;

/**
 * Keeps the clusters of the part of the map that is shown in the state.
 * @param {string} of
 * @param {Record<string, string | null>} fields the filter
 * @param {boolean} isShown
 * @param {(problem: any) => void} fail hears when a tile did not come
 */
export function wantPoints(of, fields, isShown, fail) {
  const wish = JSON.stringify([of, fields, store.get().city.value?.version]);
  if (wish !== filter) {
    filter = wish;
    reading.abort();
    reading = new AbortController();
    known = new Map();
    coming.clear();
    if (store.get().pointTiles.length > 0) store.set({ pointTiles: [] });
  }
  const { view, city } = store.get();
  wanted = isShown && view?.box && city.value ? tilesOver(view.box, clusterZoom(view.zoom), city.value.bounds) : [];
  show();
  fetchMore(of, fields, fail);
}

function fetchMore(of, fields, fail) {
  for (const one of wanted) {
    if (coming.size >= AT_ONCE) return;
    if (!known.has(one.key) && !coming.has(one.key)) fetchOne(of, fields, one, fail);
  }
}

async function fetchOne(of, fields, one, fail) {
  const { signal } = reading,
    mine = known;
  coming.add(one.key);
  try {
    const [bytes, { VectorTile }, { PbfReader }] = await Promise.all([
      api.pointTile(of, one, fields, signal),
      import('@mapbox/vector-tile'),
      import('pbf'),
    ]);
    if (signal.aborted) return;
    mine.set(one.key, pointsIn(one, new VectorTile(new PbfReader(new Uint8Array(bytes))), of));
    if (mine.size > KEPT) mine.delete(mine.keys().next().value ?? '');
    coming.delete(one.key);
    show();
    fetchMore(of, fields, fail);
  } catch (error) {
    if (signal.aborted) return;
    coming.delete(one.key);
    fail(error);
  }
}

/** @param {import('../../pure/line-tiles.js').TileName} name @param {import('@mapbox/vector-tile').VectorTile} tile @param {string} of */
function pointsIn(name, tile, of) {
  const layer = tile.layers[of],
    features = [];
  for (let i = 0; i < (layer?.length ?? 0); i++) {
    const feature = layer.feature(i);
    for (const [{ x, y }] of feature.loadGeometry()) features.push({ x, y, properties: feature.properties });
  }
  return clustersOf(name, layer?.extent ?? 4096, features);
}

/** What is shown are the tiles wanted; those of another zoom stay until all are there, for half a picture would count some twice. */
let shownZoom = -1;
function show() {
  const here = wanted.filter(({ key }) => known.has(key)),
    z = wanted[0]?.z ?? -1;
  if (here.length < wanted.length && z !== shownZoom) return;
  shownZoom = z;
  store.set({ pointTiles: here.flatMap(({ key }) => known.get(key) ?? []) });
}
