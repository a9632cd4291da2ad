import { formatter } from './locale.js';

/**
 * The hours of a week, Monday first.
 * @typedef {object} Week
 * @property {number[][]} cells of each weekday its 24 hours
 * @property {number[]} days of each weekday all that have a day
 * @property {number} timed how many have an hour
 * @property {number} untimed how many have a day and no hour
 * @property {number} undated how many have no day
 */

const DAYS = [0, 1, 2, 3, 4, 5, 6],
  HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * @param {{key: string, cases: number}[]} hours keys such as "3-14", the empty one without an hour
 * @param {{key: string, cases: number}[]} days keys 1 to 7, the empty one without a day
 * @returns {Week}
 */
export function weekOf(hours, days) {
  const byHour = new Map(hours.map(({ key, cases }) => [key, cases])),
    byDay = new Map(days.map(({ key, cases }) => [key, cases]));
  const cells = DAYS.map((day) => HOURS.map((hour) => byHour.get(`${day + 1}-${hour}`) ?? 0)),
    timed = cells.flat().reduce((sum, cases) => sum + cases, 0);
  const dated = DAYS.map((day) => byDay.get(String(day + 1)) ?? 0);
  return {
    cells,
    days: dated,
    timed,
    untimed: Math.max(0, dated.reduce((sum, cases) => sum + cases, 0) - timed),
    undated: byDay.get('') ?? 0,
  };
}

/**
 * The ends of the shades, in shares of what an even spread over the week would give: the same for every choice, so that two weeks can be
 * laid side by side.
 */
export const SHARES = [0.5, 1, 1.5, 2, 3];

/** The shade of a cell: 0 for none, then 1 to 6. @param {number} cases @param {number} even what an even spread would give */
export const shadeOf = (cases, even) => (cases === 0 || even === 0 ? 0 : 1 + SHARES.filter((share) => cases >= share * even).length);

/** How many an even spread would give each cell. @param {number} total @param {number} cells */
export const evenOf = (total, cells) => total / cells;

const LEAST = 5; // an hour with fewer on the average says little by itself

/** @param {Week} week @returns {boolean} whether single hours say little */
export const isThin = ({ timed }) => timed > 0 && evenOf(timed, 168) < LEAST;

/** A weekday's name. @param {number} day 0 is Monday @param {'long' | 'short'} [how] */
export const weekdayText = (day, how = 'long') =>
  formatter(`weekday ${how}`, (locale) => new Intl.DateTimeFormat(locale, { weekday: how, timeZone: 'UTC' })).format(
    new Date(Date.UTC(2024, 0, 1 + day)),
  );

/** "14:00", as clocks are read here; 24 is midnight again. @param {number} hour 0..24 */
export const hourText = (hour) =>
  formatter('hour', (locale) => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })).format(
    new Date(Date.UTC(2024, 0, 1, hour % 24)),
  );

/**
 * Where a key leads in a grid; null where it means nothing.
 * @param {string} key
 * @param {{row: number, column: number}} at
 * @param {{rows: number, columns: number}} size
 */
export function cellMoved(key, { row, column }, { rows, columns }) {
  const [down, across] =
    {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      Home: [0, -columns],
      End: [0, columns],
      PageUp: [-rows, 0],
      PageDown: [rows, 0],
    }[key] ?? [];
  if (down === undefined) return null;
  return { row: Math.max(0, Math.min(rows - 1, row + down)), column: Math.max(0, Math.min(columns - 1, column + (across ?? 0))) };
}
