/** Web Mercator in "world pixels": the whole world is 256 wide at zoom 0, x to the east, y to the south. */

const MOST_NORTHERN = 85.0511287798;

/** @param {number} lon degrees @returns {number} 0..256 */
export const worldX = (lon) => ((lon + 180) / 360) * 256;

/** @param {number} lat degrees @returns {number} 0..256; latitudes beyond the map's edge are held at it */
export function worldY(lat) {
  const held = Math.max(-MOST_NORTHERN, Math.min(MOST_NORTHERN, lat));
  const sine = Math.sin((held * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
}

/** @param {number} x world pixels @returns {number} degrees */
export const lonOf = (x) => (x / 256) * 360 - 180;

/** @param {number} y world pixels @returns {number} degrees */
export const latOf = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 256))) * 180) / Math.PI;

/** Metres on the ground that one screen pixel covers. @param {number} lat @param {number} zoom */
export const metresPerPixel = (lat, zoom) => (40075016.686 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom);
