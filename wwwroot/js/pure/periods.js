import { addDays, addYears, isDay } from './format.js';

/** @typedef {{first: string, last: string}} Period two days, both within it (yyyy-mm-dd) */

/** The periods people ask for most, ending today or before. @param {string} today yyyy-mm-dd @returns {(Period & {key: string})[]} */
export function periodsAt(today) {
  const month = `${today.slice(0, 7)}-01`,
    before = addDays(month, -1),
    year = today.slice(0, 4),
    lastYear = addYears(today, -1).slice(0, 4);
  return [
    { key: 'days7', first: addDays(today, -6), last: today },
    { key: 'days30', first: addDays(today, -29), last: today },
    { key: 'days90', first: addDays(today, -89), last: today },
    { key: 'thisMonth', first: month, last: today },
    { key: 'lastMonth', first: `${before.slice(0, 7)}-01`, last: before },
    { key: 'thisYear', first: `${year}-01-01`, last: today },
    { key: 'lastYear', first: `${lastYear}-01-01`, last: `${lastYear}-12-31` },
    { key: 'months12', first: addDays(addYears(today, -1), 1), last: today },
  ];
}

/** Which of them a period is; null for one of one's own. @param {Period | null} period @param {string} today */
export const presetOf = (period, today) =>
  periodsAt(today).find(({ first, last }) => first === period?.first && last === period?.last)?.key ?? null;

/** @param {Period} period @returns {number} its days, both ends counted */
export const daysIn = ({ first, last }) =>
  Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000) + 1;

/** What is wrong with a period that was typed, and at which end; null when nothing is.
 * @param {string} first @param {string} last @param {{earliest?: string | null, latest?: string | null}} [limits]
 * @returns {{at: 'first' | 'last', what: 'missing' | 'order' | 'early' | 'late'} | null} */
export function whyNoPeriod(first, last, { earliest = null, latest = null } = {}) {
  if (!isDay(first)) return { at: 'first', what: 'missing' };
  if (!isDay(last)) return { at: 'last', what: 'missing' };
  if (first > last) return { at: 'last', what: 'order' };
  if (earliest && first < earliest) return { at: 'first', what: 'early' };
  if (latest && last > latest) return { at: 'last', what: 'late' };
  return null;
}
