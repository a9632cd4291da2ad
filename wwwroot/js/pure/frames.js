import {shapesOf} from './shapes.js';

/**
 * Hexagons month by month, all on one scale.
 * @typedef {{months: string[], shapes: import('./shapes.js').Shapes, totals: number[], unit: string}} Frames
 */

/** @param {any} answer the hexagons with frames @returns {Frames} */
export function framesOf(answer) {
  const months = answer.frames ?? [];
  return {months, shapes: shapesOf(answer), unit: answer.unit ?? '', totals: months.map((_, i) => answer.features.reduce((sum, {properties}) => sum + (properties.frames?.[i] ?? 0), 0))};
}

/** A hexagon's density in one month: its own area, without water, is known from what it has over the whole period. @param {{cases: number, density: number, frames: number[]}} properties @param {number} frame @param {number} months of the whole period */
export function densityIn({cases, density, frames}, frame, months) {
  const count = frames?.[frame] ?? 0;
  return count === 0 || !(cases > 0) ? 0 : count * density * months / cases;
}

/** The frame that comes after one while it plays: none after the last. @param {number} at @param {number} count @returns {number | null} */
export const frameAfter = (at, count) => (at + 1 < count ? at + 1 : null);
