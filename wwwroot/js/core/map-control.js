/**
 * What the page may ask of the map. The map answers once it is there (map/view.js); until then the last place to show waits.
 * @typedef {{layer: string, code: string}} AreaKey
 * @typedef {{lon: number, lat: number, zoom?: number, exact?: boolean}} PlaceTarget the place comes to the middle of what the panel leaves
 * free, at this zoom or nearer; exact: the map's own center and zoom, as a link names them
 * @typedef {{bounds: [number, number, number, number]}} BoundsTarget west, south, east, north
 * @typedef {{area: AreaKey}} AreaTarget as soon as its outline is there
 * @typedef {PlaceTarget | BoundsTarget | AreaTarget} Target
 * @typedef {object} MapDriver
 * @property {(target: Target, how: {animate: boolean}) => void} fly
 * @property {(steps: number) => void} zoomBy
 * @property {() => void} showCity
 * @property {() => void} lookUpCenter
 */

/** @type {MapDriver | null} */ let driver = null;
/** @type {Target | null} */ let waiting = null;

export const map = {
  /** Brings a place, a box or an area into view. @param {Target} target */
  fly(target) {
    if (driver) driver.fly(target, { animate: true });
    else waiting = target;
  },
  /** @param {number} steps positive: nearer */
  zoomBy: (steps) => driver?.zoomBy(steps),
  showCity: () => driver?.showCity(),
  /** Looks up who covers the middle of the map. */
  lookUpCenter: () => driver?.lookUpCenter(),
};

/**
 * The map is there. What waited is shown at once.
 * @param {MapDriver} map
 * @returns {boolean} whether something waited
 */
export function connectMap(map) {
  driver = map;
  if (waiting) map.fly(waiting, { animate: false });
  const had = waiting !== null;
  waiting = null;
  return had;
}
