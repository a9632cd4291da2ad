import {words} from '../density-words.js';
import {numberText} from '../pure/format.js';
import {toldOf} from '../pure/released.js';

const t = words.figures, DECIMALS = {count: 0, density: 1, rate: 1};

/** A figure as it may be told: a number, two between which it lies, none, or that it is hidden. @param {import('../pure/released.js').Figure} figure @param {import('../pure/released.js').Measure} measure */
export function figureText(figure, measure) {
  if (figure.state === 'hidden') return t.states.hidden;
  const told = toldOf(figure, measure), text = (number) => numberText(number, DECIMALS[measure]);
  if (!told) return t.unknown;
  if (told.low === 0 && told.high === 0) return t.states.zero;
  return told.low === told.high ? text(told.low) : t.between(text(told.low), text(told.high));
}
