import { classOf } from './classes.js';
import { stepsOf } from './measures.js';
import { shapesOf } from './shapes.js';

/**
 * Hexagons month by month, all on one scale.
 * @typedef {{months: string[], shapes: import('./shapes.js').Shapes, totals: number[]}} Frames
 */

/** @param {any} answer the hexagons with frames @returns {Frames} */
export function framesOf(answer) {
  const months = answer.frames ?? [];
  return {
    months,
    shapes: shapesOf(answer),
    totals: months.map((_, i) => answer.features.reduce((sum, { properties }) => sum + (properties.frames?.[i] ?? 0), 0)),
  };
}

/**
 * The ends of the classes of one month's counts, the same for every choice. One month in one hexagon is little: as a density, a single case
 * would look like a throng.
 */
export const FRAME_BREAKS = [1, 2, 4, 10, 30, 100, 300];

const STEPS = stepsOf(FRAME_BREAKS.length - 1);

/** How a hexagon is filled in one month. @param {number} cases */
export const frameFill = (cases) => (cases > 0 ? `seq-${STEPS[classOf(cases, FRAME_BREAKS)]}` : '');

/** The frame that comes after one while it plays: none after the last. @param {number} at @param {number} count @returns {number | null} */
export const frameAfter = (at, count) => (at + 1 < count ? at + 1 : null);
