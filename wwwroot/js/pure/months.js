import { addDays } from './format.js';
import { formatter } from './locale.js';

/** A month is a text such as "2026-03": it sorts as time goes, and begins every day of it. */

/** @param {string} text @returns {boolean} whether it names a month */
export const isMonth = (text) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** @param {string} day yyyy-mm-dd @returns {string} */
export const monthOf = (day) => day.slice(0, 7);

/** @param {string} month @param {number} by may be negative @returns {string} */
export function addMonths(month, by) {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** Both ends are among them; none where the last is before the first. @param {string} first @param {string} last @returns {string[]} */
export function monthsFrom(first, last) {
  const months = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** @param {string} month @returns {string} its first day */
export const firstDayOf = (month) => `${month}-01`;

/** @param {string} month @returns {string} its last day */
export const lastDayOf = (month) => addDays(firstDayOf(addMonths(month, 1)), -1);

/** Whether data that reach to a day have the whole month. @param {string} month @param {string} newest yyyy-mm-dd */
export const isWhole = (month, newest) => lastDayOf(month) <= newest;

const written = (name, options, month) =>
  formatter(name, (locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })).format(new Date(`${month}-01T00:00:00Z`));

/** "March 2026" @param {string} month */
export const monthText = (month) => written('month', { month: 'long', year: 'numeric' }, month);

/** "Mar 2026" @param {string} month */
export const monthShort = (month) => written('month short', { month: 'short', year: 'numeric' }, month);

/** "March 2026", "January – March 2026": as a period is said. @param {string} first @param {string} last */
export const monthsText = (first, last) => (first === last ? monthText(first) : `${monthText(first)} – ${monthText(last)}`);
