import { words } from './words.js';
import { numberText } from '../../pure/format.js';
import { perOf, toldOf } from '../../pure/released.js';

/** The parts of the city that released figures are made of. @type {import('../../core/changes.js').Part[]} */
export const FIGURE_PARTS = ['cases', 'geography', 'measures'];

const t = words.figures,
  DECIMALS = { count: 0, density: 1, rate: 1 };

/**
 * A figure as it may be told: a number, two between which it lies, none, or that it is hidden. A rate comes with the interval that chance
 * gives it.
 * @param {import('../../pure/released.js').Figure} figure
 * @param {import('../../pure/released.js').Measure} [measure]
 * @param {number} [months] */
export function figureText(figure, measure = 'count', months = 1) {
  if (figure.state === 'hidden') return t.states.hidden;
  const told = toldOf(figure, perOf(figure, measure, months)),
    text = (number) => numberText(number, DECIMALS[measure]);
  if (!told) return t.noMeasure;
  if (told.high === 0 && measure !== 'rate') return t.states.zero;
  if (told.high === null) return t.atLeast(text(told.low));
  if (told.low !== told.high) return t.between(text(told.low), text(told.high));
  const { rateLow, rateHigh } = figure;
  return measure === 'rate' && typeof rateLow === 'number' && typeof rateHigh === 'number'
    ? t.interval(text(told.low), text(rateLow), text(rateHigh))
    : text(told.low);
}
