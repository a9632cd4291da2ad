import { classOf, DENSITY_BREAKS } from './classes.js';
import { stepsOf } from './measures.js';

/**
 * A figure as it is given out. All hidden ones look the same: what they could be is said nowhere. A bounded one without a greatest value
 * has no end above.
 * @typedef {{key: string, name?: string | null, state: 'value' | 'zero' | 'bounded' | 'hidden', low?: number | null, high?: number |
 * null, squareMiles?: number | null, residents?: number | null, rateLow?: number | null, rateHigh?: number | null}} Figure
 * @typedef {'count' | 'density' | 'rate'} Measure
 */

const LEAST_RESIDENTS = 100,
  FEW = 20; // below: no rate; a rate that says little

/**
 * What a count is multiplied by to be shown by a measure: per square mile and month, or for 1,000 residents and year; null where that is
 * not known.
 * @param {Figure} figure
 * @param {Measure} measure
 * @param {number} months
 */
export function perOf({ squareMiles, residents }, measure, months) {
  if (measure === 'count') return 1;
  if (measure === 'density') return squareMiles && squareMiles > 0 ? 1 / (squareMiles * months) : null;
  return residents && residents >= LEAST_RESIDENTS ? 12_000 / (residents * months) : null;
}

/**
 * What is shown of a figure: one number, two between which it lies, or nothing.
 * @param {Figure} figure
 * @param {number | null} [per]
 * @returns {{low: number, high: number | null} | null}
 */
export function rangeOf({ state, low = null, high = null }, per = 1) {
  if (state === 'hidden' || per === null) return null;
  if (state === 'zero') return { low: 0, high: 0 };
  if (low === null) return null;
  const most = state === 'value' ? (high ?? low) : high;
  return { low: low * per, high: most === null ? null : most * per };
}

/**
 * What it is sorted and coloured by: what is sure, so the least it can be. Hidden ones have none, so their order tells nothing.
 * @param {Figure} figure
 * @param {number | null} [per]
 * @returns {number | null}
 */
export const weightOf = (figure, per = 1) => rangeOf(figure, per)?.low ?? null;

/** The ends of the classes, the same for every choice. @type {Record<Measure, number[]>} */
export const FIGURE_BREAKS = { count: [0, 10, 30, 100, 300, 1000, 3000, 10000], density: DENSITY_BREAKS, rate: DENSITY_BREAKS };

/**
 * Whether what is shown of a figure is not sure: it is only known between two numbers, or it is a rate of a few.
 * @param {Figure} figure
 * @param {Measure} [measure]
 */
export const isUnsure = ({ state, low }, measure = 'count') =>
  state === 'bounded' || (measure === 'rate' && state === 'value' && (low ?? 0) < FEW);

/**
 * How an area is filled: by its class; hatched where it is not sure, dotted where it is hidden, not at all where there is none or nothing
 * to measure by.
 * @param {Figure | undefined} figure
 * @param {Measure} [measure]
 * @param {number} [months]
 */
export function figureFill(figure, measure = 'count', months = 1) {
  if (!figure) return '';
  if (figure.state === 'hidden') return 'none dotted';
  const weight = weightOf(figure, perOf(figure, measure, months)),
    breaks = FIGURE_BREAKS[measure];
  return weight === null || figure.state === 'zero'
    ? ''
    : `seq-${stepsOf(breaks.length - 1)[classOf(weight, breaks)]}${isUnsure(figure, measure) ? ' hatched' : ''}`;
}

/** The measures by which at least one figure can be shown. @param {Figure[]} figures @returns {Measure[]} */
export const measuresOf = (figures) =>
  /** @type {Measure[]} */ (['count', 'density', 'rate']).filter((measure) => figures.some((figure) => perOf(figure, measure, 1) !== null));

const MOST = 12; // months at first

/**
 * The months chosen, held within those released; at first the last twelve.
 * @param {string[]} released rising
 * @param {string | null} from
 * @param {string | null} to
 * @returns {{from: string, to: string} | null} null before the first
 */
export function withinReleased(released, from, to) {
  const last = released[released.length - 1];
  if (!last) return null;
  const end = to && released.includes(to) ? to : last,
    begin = from && released.includes(from) && from <= end ? from : released[Math.max(0, released.indexOf(end) - MOST + 1)];
  return { from: begin, to: end };
}

/** How many figures are shown and how many are not. @param {Figure[]} figures */
export const standingOf = (figures) => ({
  shown: figures.filter(({ state }) => state === 'value' || state === 'zero').length,
  bounded: figures.filter(({ state }) => state === 'bounded').length,
  hidden: figures.filter(({ state }) => state === 'hidden').length,
});
