import {classOf, DENSITY_BREAKS} from './classes.js';
import {stepsOf} from './measures.js';

/**
 * A figure as it is given out. All hidden ones look the same: what they could be is said nowhere.
 * @typedef {{key: string, name?: string | null, state: 'value' | 'zero' | 'bounded' | 'hidden', low?: number | null, high?: number | null, residents?: number | null, density?: number | null, densityLow?: number | null, densityHigh?: number | null, rate?: number | null, rateLow?: number | null, rateHigh?: number | null}} Figure
 * @typedef {'count' | 'density' | 'rate'} Measure
 */

/** What is told of a figure, by one measure: one number, two between which it lies, or nothing. @param {Figure} figure @param {Measure} measure @returns {{low: number, high: number} | null} */
export function toldOf({state, low = null, high = null, ...more}, measure) {
  if (state === 'hidden') return null;
  if (measure === 'count') return state === 'zero' ? {low: 0, high: 0} : pair(low, high ?? low);
  const from = more[`${measure}Low`] ?? more[measure] ?? null, to = more[`${measure}High`] ?? more[measure] ?? null;
  return state === 'zero' && measure === 'density' ? {low: 0, high: 0} : pair(from, to);
}

const pair = (low, high) => (low === null || high === null ? null : {low, high});

/** What it is sorted by: the middle of what it can be; hidden ones have none, so their order tells nothing. @param {Figure} figure @param {Measure} measure */
export function weightOf(figure, measure) {
  const told = toldOf(figure, measure);
  return told ? (told.low + told.high) / 2 : null;
}

/** The ends of the classes, the same for every choice. @type {Record<Measure, number[]>} */
export const FIGURE_BREAKS = {count: [0, 10, 20, 50, 100, 200, 500, 1000], density: DENSITY_BREAKS, rate: [0, 1, 2, 5, 10, 20, 50, 100]};

/** How an area is filled: by its class; hatched where it is only known between two numbers, dotted where it is hidden. @param {Figure | undefined} figure @param {Measure} measure */
export function figureFill(figure, measure) {
  if (!figure) return '';
  if (figure.state === 'hidden') return ' dotted';
  const told = toldOf(figure, measure), breaks = FIGURE_BREAKS[measure];
  if (!told || told.high === 0) return '';
  const step = stepsOf(breaks.length - 1)[classOf((told.low + told.high) / 2, breaks)];
  return `seq-${step}${figure.state === 'bounded' ? ' hatched' : ''}`;
}

/** The measures that are told of at least one figure. @param {Figure[]} figures @returns {Measure[]} */
export const measuresOf = (figures) => /** @type {Measure[]} */ (['count', 'density', 'rate']).filter((measure) => measure === 'count' || figures.some((figure) => figure.state !== 'zero' && toldOf(figure, measure) !== null));

/** The months one may choose among, and those chosen, held within them. @param {string[]} released rising @param {string | null} from @param {string | null} to @returns {{from: string, to: string} | null} null before the first */
export function withinReleased(released, from, to) {
  const last = released[released.length - 1];
  if (!last) return null;
  const end = to && released.includes(to) ? to : last, begin = from && released.includes(from) && from <= end ? from : released[Math.max(0, released.indexOf(end) - 11)];
  return {from: begin, to: end};
}

/** How many figures are told and how many are not. @param {Figure[]} figures */
export const standingOf = (figures) => ({told: figures.filter(({state}) => state === 'value' || state === 'zero').length, bounded: figures.filter(({state}) => state === 'bounded').length, hidden: figures.filter(({state}) => state === 'hidden').length});
