/**
 * @typedef {object} Cluster a point of the map: one case or event, or several that lie too near each other to be told apart at this zoom
 * @property {number} x @property {number} y world pixels
 * @property {number} n how many it stands for
 * @property {string | null} id of the one @property {string | null} kind of the one
 */

const LEAST = 9,
  MOST = 30,
  ALONE = 5;

/** The zoom of the tiles for a zoom of the map: clusters are made for what is seen, so never for a nearer look. @param {number} zoom */
export const clusterZoom = (zoom) => Math.max(0, Math.min(18, Math.floor(zoom)));

/**
 * How large a circle is drawn, in pixels: its area by the count, the same at every zoom, from what holds a number to what still leaves its
 * neighbours room.
 * @param {number} n
 */
export const radiusOf = (n) => (n <= 1 ? ALONE : Math.max(LEAST, Math.min(MOST, 1.5 * Math.sqrt(n))));

/** A count as it fits into a circle: 1.2k. @param {number} n */
export const shortCount = (n) =>
  n < 1000 ? String(n) : n < 9950 ? `${(n / 1000).toFixed(1)}k` : n < 999_500 ? `${Math.round(n / 1000)}k` : `${(n / 1e6).toFixed(1)}M`;

/** The points of a tile. What lies beyond its edge belongs to the neighbour, so that none is counted twice.
 * @param {{z: number, x: number, y: number}} tile @param {number} extent units along a side
 * @param {{x: number, y: number, properties: Record<string, any>}[]} features in units of the tile @returns {Cluster[]} */
export function clustersOf({ z, x, y }, extent, features) {
  const side = 256 / 2 ** z;
  return features
    .filter((one) => one.x >= 0 && one.y >= 0 && one.x < extent && one.y < extent)
    .map((one) => ({
      x: (x + one.x / extent) * side,
      y: (y + one.y / extent) * side,
      n: Number(one.properties.n ?? 1),
      id: one.properties.id === undefined ? null : String(one.properties.id),
      kind: one.properties.kind === undefined ? null : String(one.properties.kind),
    }));
}

/**
 * The point under a finger: the smallest whose circle, or the room a finger needs, holds it.
 * @param {Cluster[]} points
 * @param {number} x
 * @param {number} y world pixels
 * @param {number} scale pixels for each
 * @returns {Cluster | null}
 */
export function clusterAt(points, x, y, scale) {
  let best = null;
  for (const one of points)
    if (Math.hypot(one.x - x, one.y - y) * scale <= Math.max(radiusOf(one.n), 12) && (!best || one.n < best.n)) best = one;
  return best;
}
