/** @typedef {'value' | 'zero' | 'unstable' | 'suppressed' | 'none'} Standing what may be said of a number */

/**
 * How a number stands: what is given decides, a true zero is told apart.
 * @param {number | null} value
 * @param {Standing | ''} given
 * @returns {Standing}
 */
export const standingOf = (value, given) => given || (value === null || Number.isNaN(value) ? 'none' : value === 0 ? 'zero' : 'value');

/** The next round number at or above: 1, 2, 2.5, 5 and their tenfolds. @param {number} number above zero */
export function roundAbove(number) {
  const ten = 10 ** Math.floor(Math.log10(number));
  const step = [1, 2, 2.5, 5].find((one) => one * ten >= number * (1 - 1e-9)) ?? 10;
  return Number((step * ten).toPrecision(12));
}

/** The ends of a scale that holds all the numbers and zero. @param {(number | null)[]} numbers @returns {[number, number]} */
export function scaleOf(numbers) {
  const known = /** @type {number[]} */ (numbers.filter((number) => Number.isFinite(number)));
  const most = Math.max(0, ...known),
    least = Math.min(0, ...known);
  return [least < 0 ? -roundAbove(-least) : 0, most > 0 ? roundAbove(most) : least < 0 ? 0 : 1];
}

/**
 * Where a number stands on a scale, in per cent; beyond its ends it stands at the end.
 * @param {number} number
 * @param {[number, number]} scale
 */
export const placeOn = (number, [least, most]) => Math.min(100, Math.max(0, (100 * (number - least)) / (most - least)));

/** How a value stands to its target: how far, and whether that is good.
 * @param {number} value @param {number} target @param {'more' | 'less'} wanted which side is the good one
 * @returns {{side: 'over' | 'under' | 'at', by: number, good: boolean}} */
export function against(value, target, wanted) {
  const by = Number(Math.abs(value - target).toPrecision(12)),
    side = value > target ? 'over' : value < target ? 'under' : 'at';
  return { side, by, good: side === 'at' || (side === 'over') === (wanted === 'more') };
}

/**
 * Which of the seven steps of a palette so many classes take: spread evenly, both ends used.
 * @param {number} classes 1..7
 * @returns {number[]}
 */
export const stepsOf = (classes) => Array.from({ length: classes }, (_, i) => (classes === 1 ? 3 : Math.round((i * 6) / (classes - 1))));

const ROOM = 30; // letters that stand under a scale without touching, two between each

/**
 * Whether the end of a class is named under a scale: all of them, or every other one back from the last, and the first, where there are
 * many or they are long.
 * @param {number} i
 * @param {string[]} texts
 */
export const isNamed = (i, texts) => texts.join('  ').length <= ROOM || i === 0 || (texts.length - 1 - i) % 2 === 0;
