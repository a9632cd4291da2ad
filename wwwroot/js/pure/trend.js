import { roundAbove } from './measures.js';
import { addMonths, firstDayOf, isWhole, lastDayOf, monthOf, monthsFrom } from './months.js';

/**
 * One month of a trend. The amount is null where it is not known or not told.
 * @typedef {{month: string, amount: number | null, isWhole: boolean}} Bar
 * @typedef {{bars: Bar[], earlier: number, undated: number}} Trend earlier: how many lie before the first bar
 */

const LONGEST = 120; // months that are drawn; those before are only counted

/**
 * Counts by month as bars without holes, from the first month with any to the one that the data reach: months in which nothing happened
 * are zero, months after the data are not there.
 * @param {{key: string, cases: number}[]} groups the empty key are those without a day
 * @param {string | null} newest the latest day of all data
 * @param {string | null} [until] the day up to which nothing more is to come, where that is earlier: of events that are planned, today
 * @returns {Trend}
 */
export function trendOf(groups, newest, until = newest) {
  const byMonth = new Map(groups.map(({ key, cases }) => [key, cases])),
    undated = byMonth.get('') ?? 0;
  const known = [...byMonth.keys()].filter((key) => key !== '' && (byMonth.get(key) ?? 0) > 0).sort();
  if (known.length === 0) return { bars: [], earlier: 0, undated };
  const last = [known[known.length - 1], newest ? monthOf(newest) : ''].sort()[1];
  const first = [known[0], addMonths(last, 1 - LONGEST)].sort()[1];
  return {
    bars: monthsFrom(first, last).map((month) => ({
      month,
      amount: byMonth.get(month) ?? 0,
      isWhole: until === null || isWhole(month, until),
    })),
    earlier: known.filter((key) => key < first).reduce((sum, key) => sum + (byMonth.get(key) ?? 0), 0),
    undated,
  };
}

/**
 * Which bars a period touches; all of them where there is no period, null where it touches none.
 * @param {Bar[]} bars
 * @param {{first: string | null, last: string | null}} period days
 * @returns {{from: number, to: number} | null}
 */
export function touched(bars, { first, last }) {
  const from = first ? bars.findIndex(({ month }) => month >= monthOf(first)) : 0;
  const to = last ? bars.findLastIndex(({ month }) => month <= monthOf(last)) : bars.length - 1;
  return from < 0 || to < from ? null : { from, to };
}

/** The days of some bars in a row, whichever end was taken first. @param {Bar[]} bars @param {number} one @param {number} other */
export const daysOf = (bars, one, other) => ({
  first: firstDayOf(bars[Math.min(one, other)].month),
  last: lastDayOf(bars[Math.max(one, other)].month),
});

/** Where an end of the choice goes by a key; null where the key means nothing. An end never passes the other.
 * @param {string} key
 * @param {'from' | 'to'} end
 * @param {{from: number, to: number}} chosen
 * @param {number} count
 * @returns {{from: number, to: number} | null} */
export function endMoved(key, end, chosen, count) {
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -count, End: count }[key];
  if (step === undefined) return null;
  const least = end === 'from' ? 0 : chosen.from,
    most = end === 'from' ? chosen.to : count - 1;
  return { ...chosen, [end]: Math.max(least, Math.min(most, chosen[end] + step)) };
}

/** A round number at or above all amounts: the top of the scale, which always begins at zero. @param {(number | null)[]} amounts */
export const topOf = (amounts) => Math.max(4, roundAbove(Math.max(1, ...amounts.map((amount) => amount ?? 0))));

/**
 * The bars beneath which a year is written: its January, and the first bar; so many apart that they do not touch.
 * @param {Bar[]} bars
 * @param {number} room how many fit
 * @returns {{at: number, year: string}[]}
 */
export function yearsUnder(bars, room) {
  const all = bars
    .map(({ month }, at) => ({ at, year: month.slice(0, 4), begins: month.endsWith('-01') }))
    .filter(({ at, begins }) => at === 0 || begins);
  const every = Math.max(1, Math.ceil(all.length / Math.max(1, room))),
    apart = bars.length / Math.max(1, room);
  return all
    .filter((one, i) => (all.length - 1 - i) % every === 0 && (one.at > 0 || all.length === 1 || all[1].at >= apart))
    .map(({ at, year }) => ({ at, year }));
}
