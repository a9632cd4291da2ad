import { formatter, said } from './locale.js';

/**
 * A number as it is written here.
 * @param {number} value
 * @param {number} [decimals] exactly so many; not given: at most two, none that are zero
 * @param {boolean} [grouped] thousands apart
 */
export function numberText(value, decimals, grouped = true) {
  const least = decimals ?? 0,
    most = decimals ?? 2;
  return formatter(
    `number ${least} ${most} ${grouped}`,
    (locale) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: least,
        maximumFractionDigits: most,
        useGrouping: grouped,
        signDisplay: 'negative',
      }),
  )
    .format(value)
    .replace('-', '\u2212');
}

/** @param {number} value @param {'meter' | 'kilometer' | 'kilobyte' | 'megabyte' | 'gigabyte'} unit @param {number} [decimals] */
function unitText(value, unit, decimals = 0) {
  return formatter(
    `${unit} ${decimals}`,
    (locale) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        useGrouping: false,
      }),
  ).format(value);
}

/**
 * Metres for reading: one decimal below ten metres, kilometres above 1,000.
 * @param {number | null | undefined} metres null is "farther than was looked"
 */
export function metresText(metres) {
  if (metres === null || metres === undefined) return said().farther;
  if (metres < 0.05) return said().onLine;
  if (metres < 10) return unitText(metres, 'meter', 1);
  if (metres < 1000) return unitText(metres, 'meter');
  return unitText(metres / 1000, 'kilometer', metres < 10000 ? 1 : 0);
}

/** "132 m from the line". @param {number | null | undefined} metres */
export function marginText(metres) {
  const text = metresText(metres);
  return text === said().onLine ? text : said().fromLine(text);
}

/** A calendar day as people here write it. @param {string | null | undefined} day yyyy-mm-dd @returns {string} '' when there is none */
export function dayText(day) {
  const [whole] = /^\d{4}-\d{2}-\d{2}/.exec(day ?? '') ?? [''];
  if (!isDay(whole)) return day ?? '';
  return formatter(
    'day',
    (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  ).format(new Date(`${whole}T00:00:00Z`));
}

/**
 * "from 1 Jan 2022", "1 Jan 2012 – 31 Dec 2021": the end of a period is the last day it held.
 * @param {string | null} from
 * @param {string | null} to first day after it
 */
export function periodText(from, to) {
  if (!from && !to) return said().always;
  if (!to) return said().from(dayText(from));
  const last = dayText(addDays(to, -1));
  return from ? `${dayText(from)} – ${last}` : said().until(last);
}

/** @param {string} day yyyy-mm-dd @param {number} days @returns {string} yyyy-mm-dd */
export function addDays(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day in another year; 29 February becomes the 28th. @param {string} day @param {number} years */
export function addYears(day, years) {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const moved = `${year}${day.slice(4)}`;
  return isDay(moved) ? moved : `${year}-02-28`;
}

/** @param {string} text @returns {boolean} whether it names a day that exists */
export function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** @param {number} count @returns {string} thousands separated */
export const countText = (count) => numberText(count, 0);

/** @param {number} part @param {number} whole @returns {string} a share such as "12.4 %"; '' when there is nothing to share */
export function shareText(part, whole) {
  if (!(whole > 0)) return '';
  const share = (100 * part) / whole;
  if (part > 0 && share < 0.1) return `< ${numberText(0.1, 1)} %`;
  return `${numberText(share, share === 100 || share === 0 ? 0 : 1)} %`;
}

/** @param {number} bytes */
export function bytesText(bytes) {
  if (bytes < 1000) return `${numberText(bytes, 0)} B`;
  if (bytes < 1e6) return unitText(bytes / 1000, 'kilobyte');
  if (bytes < 1e9) return unitText(bytes / 1e6, 'megabyte', bytes < 1e7 ? 1 : 0);
  return unitText(bytes / 1e9, 'gigabyte', 1);
}

/** "40.71270° N, 74.00590° W" @param {{lon: number, lat: number}} place */
export function placeText({ lon, lat }) {
  const { north, east, south, west } = said().compass;
  return `${numberText(Math.abs(lat), 5)}° ${lat < 0 ? south : north}, ${numberText(Math.abs(lon), 5)}° ${lon < 0 ? west : east}`;
}

/** A count and what is counted, in the form that the language has for so many: "1 fila", "12 filas", "1.000.000 de filas".
 * @param {number} count @param {Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}} forms */
export const counted = (count, forms) =>
  `${countText(count)} ${forms[formatter('plural', (locale) => new Intl.PluralRules(locale)).select(count)] ?? forms.other}`;

/** "1 area", "12 areas" @param {number} count @param {string} one @param {string} [many] */
export const plural = (count, one, many = `${one}s`) => counted(count, { one, other: many });

/** Several things in a row: "a, b and c". @param {string[]} things */
export const listText = (things) => formatter('list', (locale) => new Intl.ListFormat(locale)).format(things);

/** With a full stop at its end, and no second one after "2:05 p. m.". @param {string} text */
export const asSentence = (text) => (text.endsWith('.') ? text : `${text}.`);

/**
 * An area as it is spoken of: its name, with the layer's before it when the name is a bare number.
 * @param {string} layer
 * @param {string} name
 */
export const areaTitle = (layer, name) => (/^[\d\s./-]+$/.test(name) ? `${layer} ${name}` : name);
