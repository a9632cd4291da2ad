import {words} from '../density-words.js';
import {countText} from '../pure/format.js';
import {toldOf} from '../pure/released.js';

const t = words.figures;

/** A figure as it may be told: a number, two between which it lies, none, or that it is hidden. @param {import('../pure/released.js').Figure} figure */
export function figureText(figure) {
  const told = toldOf(figure);
  if (!told) return t.states.hidden;
  if (told.high === 0) return t.states.zero;
  if (told.high === null) return t.atLeast(countText(told.low));
  return told.low === told.high ? countText(told.low) : t.between(countText(told.low), countText(told.high));
}
