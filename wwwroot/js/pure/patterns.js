/** Where colours are the reader's own, each step of a palette has so many marks for each tile: what is darker has more. */
export const TILE = 12; // pixels

const ORDER = /** @type {[number, number][]} */ ([
  [6, 6],
  [2, 2],
  [10, 10],
  [2, 10],
  [10, 2],
  [6, 1],
]);

/** The middles of the marks of a step, 0..6, on a tile. @param {number} step @returns {[number, number][]} */
export const marksOf = (step) => ORDER.slice(0, Math.max(0, Math.min(6, step)));

/** Whether a step stands so far from the ground's colour that its marks take that one. @param {number} step */
export const isFar = (step) => step > 3;

/**
 * The parts of a fill (see density.js).
 * @param {string} fill
 * @returns {{ramp: 'seq' | 'div' | 'none', step: number, over: 'hatched' | 'dotted' | ''} | null} null: nothing is drawn
 */
export function fillParts(fill) {
  const [, ramp, step, over] = /^(seq|div|none)(?:-([0-6]))?(?: (hatched|dotted))?$/.exec(fill) ?? [];
  return ramp ? { ramp: /** @type {any} */ (ramp), step: Number(step ?? 0), over: /** @type {any} */ (over ?? '') } : null;
}
