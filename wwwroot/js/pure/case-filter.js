import { addDays, isDay } from './format.js';

/**
 * Which cases, or events, are looked at; what is not said lets everything through.
 * @typedef {object} CaseFilter
 * @property {string[]} kinds
 * @property {'all' | 'open' | 'overdue' | 'closed'} only
 * @property {string | null} first the first day on which they were opened
 * @property {string | null} last the last one
 * @property {string[]} statuses @property {string[]} languages codes @property {string[]} agencies
 * @property {string | null} turf code @property {string | null} liaison id
 * @property {string | null} area LAYER:CODE
 * @property {boolean} sinks whether places that are probably a geocoder's default are taken in
 */

/** @type {CaseFilter} */
export const EVERYTHING = {
  kinds: [],
  only: 'all',
  first: null,
  last: null,
  statuses: [],
  languages: [],
  agencies: [],
  turf: null,
  liaison: null,
  area: null,
  sinks: false,
};

const ONLY = /** @type {const} */ (['all', 'open', 'overdue', 'closed']);
const LISTS = /** @type {const} */ ([
    ['statuses', 'status'],
    ['languages', 'language'],
    ['agencies', 'agency'],
  ]),
  ONES = /** @type {const} */ ([
    ['turf', 'turf'],
    ['liaison', 'liaison'],
    ['area', 'in'],
  ]);

/** @param {CaseFilter} filter */
export const isEverything = (filter) => writeFilter(filter).length === 0;

/**
 * A filter as the server is asked: the day after the last one ends it.
 * @param {CaseFilter} filter
 * @returns {Record<string, string | null>}
 */
export function fieldsOf({ kinds, only, first, last, statuses, languages, agencies, turf, liaison, area, sinks }) {
  return {
    kind: kinds.join('|') || null,
    open: only === 'open' ? 'true' : only === 'closed' ? 'false' : null,
    overdue: only === 'overdue' ? 'true' : null,
    from: first,
    to: last && addDays(last, 1),
    status: statuses.join('|') || null,
    language: languages.join('|') || null,
    agency: agencies.join('|') || null,
    turf,
    liaison,
    area,
    sinks: sinks ? 'true' : null,
  };
}

/** A filter as the fields of a link: none where it lets everything through. @param {CaseFilter} filter @returns {[string, string][]} */
export function writeFilter(filter) {
  const { kinds, only, first, last, sinks } = filter,
    fields = [];
  if (kinds.length > 0 || only !== 'all' || first || last) fields.push(['cases', inOne([only, first ?? '', last ?? '', ...kinds])]);
  for (const [key, name] of LISTS) if (filter[key].length > 0) fields.push([name, inOne(filter[key])]);
  for (const [key, name] of ONES) if (filter[key]) fields.push([name, filter[key]]);
  if (sinks) fields.push(['sinks', '1']);
  return /** @type {[string, string][]} */ (fields);
}

/** @param {string[]} parts */
const inOne = (parts) => parts.map((part) => part.replaceAll('~', ' ')).join('~');

/** Reads it again; what cannot be understood is left out. @param {(name: string) => string} field @returns {CaseFilter} */
export function readFilter(field) {
  const [only = '', first = '', last = '', ...kinds] = field('cases').split('~');
  const several = (name) => field(name).split('~').filter(Boolean);
  return {
    kinds: kinds.filter(Boolean),
    only: ONLY.find((one) => one === only) ?? 'all',
    first: isDay(first) ? first : null,
    last: isDay(last) ? last : null,
    statuses: several('status'),
    languages: several('language'),
    agencies: several('agency'),
    turf: field('turf') || null,
    liaison: field('liaison') || null,
    area: /^[^:]+:.+$/.test(field('in')) ? field('in') : null,
    sinks: field('sinks') === '1',
  };
}

/** What of a filter makes sense for another thing that is counted: time and place. @param {CaseFilter} filter @returns {CaseFilter} */
export const carriedOver = ({ first, last, turf, area, sinks }) => ({ ...EVERYTHING, first, last, turf, area, sinks });

/**
 * What of a filter is in force, one by one, as it can be taken off. What stands in chips of its own beside it, kinds and states, is not
 * repeated.
 * @param {CaseFilter} filter @returns {{key: string, value?: string}[]} */
export const inForce = (filter) => [
  ...(filter.first || filter.last ? [{ key: 'period' }] : []),
  ...LISTS.flatMap(([key]) => filter[key].map((value) => ({ key: `${key} ${value}`, value }))),
  ...ONES.filter(([key]) => filter[key]).map(([key]) => ({ key })),
];

/** The filter without one of those. @param {CaseFilter} filter @param {string} key @returns {CaseFilter} */
export function without(filter, key) {
  if (key === 'period') return { ...filter, first: null, last: null };
  const [list] = LISTS.find(([name]) => key.startsWith(`${name} `)) ?? [];
  return list ? { ...filter, [list]: filter[list].filter((value) => `${list} ${value}` !== key) } : { ...filter, [key]: null };
}
