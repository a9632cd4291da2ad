import { isDay } from './format.js';

/**
 * What every link keeps: the map's view, the date, the place or area looked at, the layers drawn, the open tab, what is open and looked for
 * in it, and whether it is wide.
 * @typedef {object} Link
 * @property {{zoom: number, lat: number, lon: number} | null} view
 * @property {string | null} date null is today
 * @property {{lon: number, lat: number} | null} place
 * @property {{layer: string, code: string} | null} area
 * @property {string[] | null} shown null is "as the program likes"
 * @property {string | null} tab as it stands in the address: there may be none of that name
 * @property {string | null} item the id of what is open in the tab
 * @property {string} find what the tab's list is filtered by
 * @property {boolean} wide
 */

const searchOf = (hash) => new URLSearchParams(hash.replace(/^#/, ''));

/** The fields of a link by their names, for what a feature keeps in it. @param {string} hash @returns {(name: string) => string} */
export function fieldsIn(hash) {
  const fields = searchOf(hash);
  return (name) => fields.get(name) ?? '';
}

/** Reads a link; what cannot be understood is left out, never guessed. @param {string} hash with or without the # @returns {Link} */
export function readLink(hash) {
  const fields = searchOf(hash);
  const numbers = (name, split) => (fields.get(name) ?? '').split(split).map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [zoom, lat, lon] = numbers('map', '/');
  const [placeLon, placeLat] = numbers('place', ',');
  const at = fields.get('at') ?? '';
  const area = /^([^:]+):(.+)$/.exec(fields.get('area') ?? '');
  return {
    view: isPlace(lon, lat) && zoom >= 0 && zoom <= 22 ? { zoom, lat, lon } : null,
    date: isDay(at) ? at : null,
    place: isPlace(placeLon, placeLat) ? { lon: placeLon, lat: placeLat } : null,
    area: area ? { layer: area[1], code: area[2] } : null,
    shown: fields.has('layers') ? (fields.get('layers') ?? '').split(',').filter(Boolean) : null,
    tab: fields.get('tab'),
    item: fields.get('item') || null,
    find: fields.get('find') ?? '',
    wide: fields.get('wide') === '1',
  };
}

/**
 * Writes a link; fields at their default are left out so that it stays short.
 * @param {Partial<Link>} link
 * @param {[string, string][]} [more] names and values of features
 * @returns {string} without the #
 */
export function writeLink({ view, date, place, area, shown, tab, item, find, wide }, more = []) {
  const parts = [];
  if (view) parts.push(`map=${trim(view.zoom, 2)}/${trim(view.lat, 5)}/${trim(view.lon, 5)}`);
  if (date) parts.push(`at=${date}`);
  if (place) parts.push(`place=${trim(place.lon, 6)},${trim(place.lat, 6)}`);
  if (area) parts.push(`area=${encodeURIComponent(area.layer)}:${encodeURIComponent(area.code)}`);
  if (shown) parts.push(`layers=${shown.map(encodeURIComponent).join(',')}`);
  if (tab) parts.push(`tab=${tab}`);
  if (item) parts.push(`item=${encodeURIComponent(item)}`);
  if (find) parts.push(`find=${encodeURIComponent(find)}`);
  if (wide) parts.push('wide=1');
  for (const [name, value] of more) parts.push(`${name}=${encodeURIComponent(value)}`);
  return parts.join('&');
}

const isPlace = (lon, lat) => lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
const trim = (value, decimals) => String(Number(value.toFixed(decimals)));
