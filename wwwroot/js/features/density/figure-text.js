import { words } from './words.js';
import { numberText } from '../../pure/format.js';
import { perOf, rangeOf } from '../../pure/released.js';

/** The parts of the city that released figures are made of. @type {import('../../core/changes.js').Part[]} */
export const FIGURE_PARTS = ['cases', 'geography', 'measures'];

const t = words.figures,
  DECIMALS = { count: 0, density: 1, rate: 1 };

/**
 * A figure as it may be shown: a number, two between which it lies, none, or that it is hidden. A rate comes with the interval that chance
 * gives it.
 * @param {import('../../pure/released.js').Figure} figure
 * @param {import('../../pure/released.js').Measure} [measure]
 * @param {number} [months] */
export function figureText(figure, measure = 'count', months = 1) {
  if (figure.state === 'hidden') return t.states.hidden;
  const range = rangeOf(figure, perOf(figure, measure, months)),
    text = (number) => numberText(number, DECIMALS[measure]);
  if (!range) return t.noMeasure;
  if (range.high === 0 && measure !== 'rate') return t.states.zero;
  if (range.high === null) return t.atLeast(text(range.low));
  if (range.low !== range.high) return t.between(text(range.low), text(range.high));
  const { rateLow, rateHigh } = figure;
  return measure === 'rate' && typeof rateLow === 'number' && typeof rateHigh === 'number'
    ? t.interval(text(range.low), text(rateLow), text(rateHigh))
    : text(range.low);
}
