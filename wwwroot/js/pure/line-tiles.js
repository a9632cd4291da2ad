import { worldX, worldY } from './mercator.js';

/**
 * Lines come in tiles that reach over two zooms of the map.
 * @param {number} zoom
 * @returns {number | null} the zoom of the tiles; null where no line is drawn
 */
export const lineZoom = (zoom) => (zoom < 10 ? null : zoom >= 16 ? 15 : Math.floor(zoom / 2) * 2 - 1);

/**
 * @typedef {object} TileName
 * @property {number} z @property {number} x @property {number} y
 * @property {string} key
 */

/** The tiles of a zoom over a part of the map, the middle ones first.
 * @param {[number, number, number, number]} box west, south, east, north in degrees @param {number} z
 * @param {[number, number, number, number]} within the box that holds every line: beyond it nothing is asked for
 * @returns {TileName[]} */
export function tilesOver([west, south, east, north], z, within) {
  const count = 2 ** z,
    at = (world) => Math.max(0, Math.min(count - 1, Math.floor((world / 256) * count)));
  const [left, right] = [at(worldX(Math.max(west, within[0]))), at(worldX(Math.min(east, within[2])))];
  const [top, bottom] = [at(worldY(Math.min(north, within[3]))), at(worldY(Math.max(south, within[1])))];
  const names = [];
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) names.push({ z, x, y, key: `${z}/${x}/${y}` });
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const far = ({ x, y }) => (x - middle[0]) ** 2 + (y - middle[1]) ** 2;
  return names.sort((a, b) => far(a) - far(b));
}

/** How wide a line of a rank is drawn, in pixels; 0 where it is not. @param {string} rank @param {number} zoom */
export function lineWidth(rank, zoom) {
  if (rank === 'main') return 1.1 * 1.38 ** (zoom - 11);
  if (rank === 'middle') return zoom < 12 ? 0 : 0.8 * 1.42 ** (zoom - 12);
  return zoom < 14 ? 0 : 0.7 * 1.55 ** (zoom - 14);
}

/** From which zoom on lines of a rank are named. @param {string} rank */
export const namedFrom = (rank) => ({ main: 14, middle: 15 })[rank] ?? 16;
