/** @typedef {{key: string, name: string, use: string, inForce: {areas: number} | null}} Layer */

/**
 * The boundary layers that answer, from the fewest areas (drawn heaviest) to the most.
 * @template {Layer} T
 * @param {T[]} layers
 * @returns {T[]}
 */
export function byCoarseness(layers) {
  return layers
    .filter((layer) => layer.use !== 'context')
    .slice()
    .sort((a, b) => (a.inForce?.areas ?? Infinity) - (b.inForce?.areas ?? Infinity));
}

/**
 * What is drawn before anybody chose: the turfs and the coarsest lines; without a plan the two coarsest.
 * @param {Layer[]} layers
 * @param {boolean} hasPlan
 * @returns {string[]}
 */
export function drawnAtFirst(layers, hasPlan) {
  const lines = byCoarseness(layers).filter((layer) => layer.inForce);
  return ['turfs', ...lines.slice(0, hasPlan ? 1 : 2).map((layer) => layer.key)];
}

/** How heavy the lines of a layer are: 1 the heaviest … 4 hairlines. Units and anything of a thousand areas are always hairlines.
 * @param {Layer} layer @param {Layer[]} layers @returns {1 | 2 | 3 | 4} */
export function lineClass(layer, layers) {
  if (layer.use === 'units' || (layer.inForce?.areas ?? 0) > 500) return 4;
  const place = byCoarseness(layers).findIndex((other) => other.key === layer.key);
  return /** @type {1 | 2 | 3} */ (Math.min(3, Math.max(1, place + 1)));
}
