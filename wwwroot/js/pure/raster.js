/**
 * A picture of classes over a box; its rows go from north to south at equal steps of Web Mercator, so that it lies straight on the map.
 * @typedef {object} Raster
 * @property {number} width @property {number} height cells
 * @property {[number, number, number, number]} box west, south, east, north, degrees
 * @property {Uint8Array} classes OUTSIDE, BLANK or a class from 0, row by row
 * @property {number[]} breaks the ends of the classes, one more than there are classes
 */
import { latOf, lonOf, worldX, worldY } from './mercator.js';

/** Beyond the city or water; and fewer people than may be told. */
export const OUTSIDE = 255,
  BLANK = 254;

/**
 * Reads a surface as the server sends it.
 * @param {{width: number, height: number, box: [number, number, number, number], classes: string, breaks: number[]}} answer classes in
 * base64
 * @returns {Raster}
 */
export function rasterOf({ width, height, box, classes, breaks }) {
  const bytes = Uint8Array.from(atob(classes), (letter) => letter.charCodeAt(0));
  if (bytes.length !== width * height)
    throw new RangeError(`The surface is not whole: ${width} times ${height} cells were announced, ${bytes.length} came.`);
  return { width, height, box, classes: bytes, breaks };
}

/** The box in world pixels. @param {Raster} raster @returns {[number, number, number, number]} left, top, right, bottom */
export const worldBoxOf = ({ box: [west, south, east, north] }) => [worldX(west), worldY(north), worldX(east), worldY(south)];

/**
 * What stands at a place, in world pixels: a class, BLANK, or OUTSIDE beyond the box too.
 * @param {Raster} raster
 * @param {number} x
 * @param {number} y
 */
export function classAt(raster, x, y) {
  const [left, top, right, bottom] = worldBoxOf(raster);
  const column = Math.floor(((x - left) / (right - left)) * raster.width),
    row = Math.floor(((y - top) / (bottom - top)) * raster.height);
  return column >= 0 && row >= 0 && column < raster.width && row < raster.height ? raster.classes[row * raster.width + column] : OUTSIDE;
}

/**
 * The picture as pixels.
 * @param {Raster} raster
 * @param {(value: number) => number} colourOf a class, or BLANK -> 32 bits as a canvas keeps them; OUTSIDE is clear
 * @returns {Uint32Array}
 */
export function pixelsOf({ classes }, colourOf) {
  const colours = Uint32Array.from({ length: 256 }, (_, value) => (value === OUTSIDE ? 0 : colourOf(value)));
  return Uint32Array.from(classes, (value) => colours[value]);
}

/**
 * How much of the city each class takes, from the lowest, and at the end what is blank. Cells are weighed by their size on the ground,
 * which changes a little from row to row.
 * @param {Raster} raster
 * @returns {{from: number | null, to: number | null, cells: number, share: number}[]} shares of 1; both ends null: blank
 */
export function sharesOf(raster) {
  const count = raster.breaks.length - 1,
    cells = new Array(count + 1).fill(0),
    weights = new Array(count + 1).fill(0);
  for (let row = 0; row < raster.height; row++) {
    const weight = Math.cos((latOf(rowMiddle(raster, row)) * Math.PI) / 180) ** 2;
    for (let column = 0; column < raster.width; column++) {
      const value = raster.classes[row * raster.width + column];
      if (value === OUTSIDE) continue;
      const at = value === BLANK ? count : Math.min(value, count - 1);
      cells[at] += 1;
      weights[at] += weight;
    }
  }
  const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return cells.map((number, i) => ({
    from: i < count ? raster.breaks[i] : null,
    to: i < count ? raster.breaks[i + 1] : null,
    cells: number,
    share: weights[i] / whole,
  }));
}

const rowMiddle = (raster, row) => {
  const [, top, , bottom] = worldBoxOf(raster);
  return top + ((row + 0.5) * (bottom - top)) / raster.height;
};

/**
 * Every cell of the city with the middle of it and the ends of its class.
 * @param {Raster} raster
 * @returns {Generator<[number, number, number | null, number | null], void>} longitude, latitude, from, to
 */
export function* cellsOf(raster) {
  const [left, , right] = worldBoxOf(raster),
    last = raster.breaks.length - 2;
  for (let row = 0; row < raster.height; row++) {
    const lat = latOf(rowMiddle(raster, row));
    for (let column = 0; column < raster.width; column++) {
      const value = raster.classes[row * raster.width + column];
      if (value === OUTSIDE) continue;
      const at = value === BLANK ? null : Math.min(value, last);
      yield [
        lonOf(left + ((column + 0.5) * (right - left)) / raster.width),
        lat,
        at === null ? null : raster.breaks[at],
        at === null ? null : raster.breaks[at + 1],
      ];
    }
  }
}
