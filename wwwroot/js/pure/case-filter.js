import {addDays, isDay} from './format.js';

/**
 * Which cases are looked at; what is not said lets everything through.
 * @typedef {object} CaseFilter
 * @property {string[]} kinds
 * @property {'all' | 'open' | 'overdue' | 'closed'} only
 * @property {string | null} first the first day on which they were opened
 * @property {string | null} last the last one
 */

/** @type {CaseFilter} */
export const EVERYTHING = {kinds: [], only: 'all', first: null, last: null};

const ONLY = /** @type {const} */ (['all', 'open', 'overdue', 'closed']);

/** @param {CaseFilter} filter */
export const isEverything = ({kinds, only, first, last}) => kinds.length === 0 && only === 'all' && !first && !last;

/** A filter as the server is asked: the day after the last one ends it. @param {CaseFilter} filter @returns {Record<string, string | null>} */
export function fieldsOf({kinds, only, first, last}) {
  return {
    kind: kinds.join('|') || null, open: only === 'open' ? 'true' : only === 'closed' ? 'false' : null, overdue: only === 'overdue' ? 'true' : null,
    from: first, to: last && addDays(last, 1),
  };
}

/** A filter as a link writes it; empty when it lets everything through. @param {CaseFilter} filter */
export const writeFilter = (filter) => (isEverything(filter) ? '' : [filter.only, filter.first ?? '', filter.last ?? '', ...filter.kinds].map((part) => part.replaceAll('~', ' ')).join('~'));

/** Reads it again; what cannot be understood is left out. @param {string} text @returns {CaseFilter} */
export function readFilter(text) {
  const [only = '', first = '', last = '', ...kinds] = text.split('~');
  return {kinds: kinds.filter(Boolean), only: ONLY.find((one) => one === only) ?? 'all', first: isDay(first) ? first : null, last: isDay(last) ? last : null};
}
