import {classOf} from './classes.js';
import {stepsOf} from './measures.js';

/**
 * A figure as it is given out. All hidden ones look the same: what they could be is said nowhere. A bounded one without a greatest value has no end above.
 * @typedef {{key: string, name?: string | null, state: 'value' | 'zero' | 'bounded' | 'hidden', low?: number | null, high?: number | null}} Figure
 */

/** What is told of a figure: one number, two between which it lies, or nothing. @param {Figure} figure @returns {{low: number, high: number | null} | null} */
export function toldOf({state, low = null, high = null}) {
  if (state === 'hidden') return null;
  if (state === 'zero') return {low: 0, high: 0};
  return low === null ? null : {low, high: state === 'value' ? high ?? low : high};
}

/** What it is sorted and coloured by: what is sure, so the least it can be. Hidden ones have none, so their order tells nothing. @param {Figure} figure @returns {number | null} */
export const weightOf = (figure) => toldOf(figure)?.low ?? null;

/** The ends of the classes, the same for every choice. */
export const FIGURE_BREAKS = [0, 10, 20, 50, 100, 200, 500, 1000];

const STEPS = stepsOf(FIGURE_BREAKS.length - 1);

/** How an area is filled: by its class; hatched where it is only known between two numbers, dotted where it is hidden, not at all where there is none. @param {Figure | undefined} figure */
export function figureFill(figure) {
  if (!figure) return '';
  if (figure.state === 'hidden') return 'none dotted';
  const weight = weightOf(figure);
  return weight === null || figure.state === 'zero' ? '' : `seq-${STEPS[classOf(weight, FIGURE_BREAKS)]}${figure.state === 'bounded' ? ' hatched' : ''}`;
}

const MOST = 12; // months at first

/** The months chosen, held within those released; at first the last twelve. @param {string[]} released rising @param {string | null} from @param {string | null} to @returns {{from: string, to: string} | null} null before the first */
export function withinReleased(released, from, to) {
  const last = released[released.length - 1];
  if (!last) return null;
  const end = to && released.includes(to) ? to : last, begin = from && released.includes(from) && from <= end ? from : released[Math.max(0, released.indexOf(end) - MOST + 1)];
  return {from: begin, to: end};
}

/** How many figures are told and how many are not. @param {Figure[]} figures */
export const standingOf = (figures) => ({told: figures.filter(({state}) => state === 'value' || state === 'zero').length, bounded: figures.filter(({state}) => state === 'bounded').length, hidden: figures.filter(({state}) => state === 'hidden').length});
