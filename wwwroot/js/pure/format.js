const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Metres for reading: one decimal below ten metres, kilometres above 1,000. @param {number | null | undefined} metres null is "farther than was looked" */
export function metresText(metres) {
  if (metres === null || metres === undefined) return 'more than 1 km';
  if (metres < 0.05) return 'on the line';
  if (metres < 10) return `${metres.toFixed(1)} m`;
  if (metres < 1000) return `${Math.round(metres)} m`;
  return `${(metres / 1000).toFixed(metres < 10000 ? 1 : 0)} km`;
}

/** "132 m from the line". @param {number | null | undefined} metres */
export function marginText(metres) {
  const text = metresText(metres);
  return text === 'on the line' ? text : `${text} from the line`;
}

/** A calendar day as people here write it. @param {string | null | undefined} day yyyy-mm-dd @returns {string} '' when there is none */
export function dayText(day) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '');
  if (!found || !MONTHS[Number(found[2]) - 1]) return day ?? '';
  return `${Number(found[3])} ${MONTHS[Number(found[2]) - 1]} ${found[1]}`;
}

/** "from 1 Jan 2022", "1 Jan 2012 – 31 Dec 2021": the end of a period is the last day it held. @param {string | null} from @param {string | null} to first day after it */
export function periodText(from, to) {
  if (!from && !to) return 'always';
  if (!to) return `from ${dayText(from)}`;
  const last = dayText(addDays(to, -1));
  return from ? `${dayText(from)} – ${last}` : `until ${last}`;
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
export const countText = (count) => String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');

/** A number for reading, thousands separated. @param {number} number @param {number} [decimals] as many as are worth saying; not given: at most two, none that are zero */
export function numberText(number, decimals) {
  const [whole, rest = ''] = Math.abs(number).toFixed(decimals ?? 2).split('.');
  const part = decimals === undefined ? rest.replace(/0+$/, '') : rest, sign = number < 0 && /[1-9]/.test(whole + rest) ? '\u2212' : '';
  return `${sign}${countText(Number(whole))}${part ? `.${part}` : ''}`;
}

/** @param {number} part @param {number} whole @returns {string} a share such as "12.4 %"; '' when there is nothing to share */
export function shareText(part, whole) {
  if (!(whole > 0)) return '';
  const share = 100 * part / whole;
  if (part > 0 && share < 0.1) return '< 0.1 %';
  return `${share === 100 || share === 0 ? share : share.toFixed(1)} %`;
}

/** @param {number} bytes */
export function bytesText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** "40.71270° N, 74.00590° W" @param {{lon: number, lat: number}} place */
export function placeText({lon, lat}) {
  return `${Math.abs(lat).toFixed(5)}° ${lat < 0 ? 'S' : 'N'}, ${Math.abs(lon).toFixed(5)}° ${lon < 0 ? 'W' : 'E'}`;
}

/** "1 area", "12 areas" @param {number} count @param {string} one @param {string} [many] */
export const plural = (count, one, many = `${one}s`) => `${countText(count)} ${count === 1 ? one : many}`;

/** An area as it is spoken of: its name, with the layer's before it when the name is a bare number. @param {string} layer @param {string} name */
export const areaTitle = (layer, name) => (/^[\d\s./-]+$/.test(name) ? `${layer} ${name}` : name);
