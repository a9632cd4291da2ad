import { addDays, addYears, countText, numberText } from './format.js';
import { addMonths, firstDayOf, isWhole, lastDayOf, monthOf } from './months.js';
import { daysIn, whyNoPeriod } from './periods.js';

/**
 * Two periods; the second is the one looked at, the first is what it is held against.
 * @typedef {import('./periods.js').Period} Period both days within it
 * @typedef {{first: Period, second: Period}} Periods
 * @typedef {'more' | 'fewer' | 'unclear' | 'few'} Verdict
 * @typedef {{key: string, name?: string | null, first: number, second: number, ratio: number | null, low: number | null, high: number |
 * null, verdict: Verdict}} Compared
 */

export const VERDICTS = /** @type {const} */ (['more', 'fewer', 'unclear', 'few']);

/**
 * The comparisons people ask for most. They end with the data and not with today: what has not come in yet is not fewer.
 * @param {string} newest the latest day of the data
 * @returns {(Periods & {key: string})[]}
 */
export function comparisonsAt(newest) {
  const month = monthOf(newest),
    whole = isWhole(month, newest) ? month : addMonths(month, -1),
    quarter = addMonths(month, -((Number(month.slice(5)) - 1) % 3));
  const of = (one, until = lastDayOf(one)) => ({ first: firstDayOf(one), last: until }),
    yearBefore = ({ first, last }) => ({ first: addYears(first, -1), last: addYears(last, -1) });
  const rows = [
    { key: 'wholeMonth', first: of(addMonths(whole, -1)), second: of(whole) },
    { key: 'month', first: of(addMonths(month, -1)), second: of(month, newest) },
    {
      key: 'quarter',
      first: yearBefore({ first: firstDayOf(quarter), last: newest }),
      second: { first: firstDayOf(quarter), last: newest },
    },
    {
      key: 'year',
      first: { first: addDays(addYears(newest, -2), 1), last: addYears(newest, -1) },
      second: { first: addDays(addYears(newest, -1), 1), last: newest },
    },
  ];
  return whole === month ? rows.filter(({ key }) => key !== 'month') : rows;
}

/** Which of them two periods are; null for periods of one's own. @param {Periods} periods @param {string} newest */
export const comparisonOf = ({ first, second }, newest) =>
  comparisonsAt(newest).find(
    (one) =>
      one.first.first === first.first &&
      one.first.last === first.last &&
      one.second.first === second.first &&
      one.second.last === second.last,
  )?.key ?? null;

/**
 * What is wrong with two periods that were typed, and where; null when nothing is.
 * @param {Periods} periods
 * @returns {{at: string, what: 'missing' | 'order' | 'overlap'} | null}
 */
export function whyNotCompared({ first, second }) {
  for (const [name, period] of /** @type {[string, Period][]} */ ([
    ['second', second],
    ['first', first],
  ])) {
    const why = whyNoPeriod(period.first, period.last);
    if (why) return { at: `${name}-${why.at}`, what: /** @type {'missing' | 'order'} */ (why.what) };
  }
  return first.first <= second.last && second.first <= first.last ? { at: 'first-first', what: 'overlap' } : null;
}

/** A period as the server is asked: the day after the last one ends it. @param {Period} period */
export const askedAs = ({ first, last }) => `${first}..${addDays(last, 1)}`;

/** As a link keeps them. @param {Periods} periods */
export const writePeriods = ({ first, second }) => [first.first, first.last, second.first, second.last].join('~');

/** Reads them again; null where they cannot be. @param {string | null | undefined} text @returns {Periods | null} */
export function readPeriods(text) {
  const [a = '', b = '', c = '', d = ''] = (text ?? '').split('~'),
    periods = { first: { first: a, last: b }, second: { first: c, last: d } };
  return whyNotCompared(periods) ? null : periods;
}

/** Whether they are of so different a length that only rates can be compared; months differ by a day or two. @param {Periods} periods */
export const areUneven = ({ first, second }) => Math.abs(daysIn(first) - daysIn(second)) > 0;

const TWICE = 2;

/** The step of the diverging palette that a verdict gets: strong where it is at least twice or half as many. @param {Compared} one */
export function fillOf({ verdict, ratio }) {
  if (verdict === 'more') return ratio === null || ratio >= TWICE ? 'div-0' : 'div-1';
  if (verdict === 'fewer') return ratio !== null && ratio <= 1 / TWICE ? 'div-6' : 'div-5';
  return verdict === 'unclear' ? 'div-3' : 'none hatched';
}

/** The sure ones first, those that changed most among them; then as many as there are. @param {Compared[]} groups */
export function byVerdict(groups) {
  const far = ({ ratio }) => (ratio === null ? Infinity : ratio > 0 ? Math.abs(Math.log(ratio)) : Infinity),
    many = ({ first, second }) => first + second;
  return groups
    .slice()
    .sort(
      (a, b) =>
        VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
        (a.verdict === 'more' || a.verdict === 'fewer' ? finite(far(b)) - finite(far(a)) : 0) ||
        many(b) - many(a),
    );
}

const finite = (number) => (Number.isFinite(number) ? number : 1e9);

/** How many of each verdict. @param {Compared[]} groups @returns {Record<Verdict, number>} */
export const verdictsOf = (groups) =>
  /** @type {any} */ (Object.fromEntries(VERDICTS.map((verdict) => [verdict, groups.filter((one) => one.verdict === verdict).length])));

/** "2.8", "31": no more of a ratio than it is good for. @param {number} ratio */
export const ratioText = (ratio) => numberText(ratio, ratio < 10 ? 1 : 0);

/** How many per cent fewer a ratio below one is. @param {number} ratio */
export const fewerText = (ratio) => numberText(100 * (1 - ratio), 0);

/**
 * What is said of one place or kind: both counts, how many times as many, and between what that lies.
 * @param {Compared} one
 * @param {typeof import('../words/en-density.js').words.densityCompare} t
 */
export function comparedText({ first, second, ratio, low, high, verdict }, t) {
  const counts = t.against(countText(second), countText(first));
  if (verdict === 'few') return t.few(counts);
  if (ratio === null) return low === null || verdict === 'unclear' ? t.unclear(counts, '', '') : t.atLeast(counts, ratioText(low));
  const from = ratioText(low ?? 0),
    to = high === null ? '∞' : ratioText(high);
  if (verdict === 'more') return t.more(counts, ratioText(ratio), from, to);
  if (verdict === 'fewer') return t.fewer(counts, fewerText(ratio), fewerText(high ?? 1), fewerText(low ?? 0));
  return (low ?? 0) > 1 || (high ?? Infinity) < 1 ? t.amongMany(counts, from, to) : t.unclear(counts, from, to);
}
