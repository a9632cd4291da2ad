import { csvLine } from './csv.js';
import { latOf, lonOf } from './mercator.js';
import { cellsOf } from './raster.js';
import { worldBox } from './shapes.js';

/** The rows of a view's table. */

/** Hexagons, the densest first, each by the middle of it. @param {import('./shapes.js').Shapes} shapes */
export const hexagonRows = (shapes) =>
  shapes.list
    .map((shape) => {
      const [left, top, right, bottom] = worldBox(shapes, shape);
      return {
        code: shape.code,
        cases: shape.properties.cases ?? 0,
        density: shape.properties.density ?? 0,
        lon: lonOf((left + right) / 2),
        lat: latOf((top + bottom) / 2),
      };
    })
    .sort((a, b) => b.density - a.density || (a.code < b.code ? -1 : 1));

const SIX = 1e6;

/** The cells of a surface as a CSV: where the middle of each is, and between what it lies; both empty where it is blank.
 * @param {import('./raster.js').Raster} raster @param {string[]} names of the four columns @returns {Generator<string, void>} */
export function* cellPieces(raster, names) {
  yield csvLine(names);
  let piece = '';
  for (const [lon, lat, from, to] of cellsOf(raster)) {
    piece += csvLine([Math.round(lon * SIX) / SIX, Math.round(lat * SIX) / SIX, from, to]);
    if (piece.length > 30_000) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}
