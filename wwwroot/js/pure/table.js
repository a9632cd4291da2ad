import { formatter } from './locale.js';

const natural = () => formatter('natural', (locale) => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }));

/** Orders as people count: "Ward 2" before "Ward 10". @param {string} a @param {string} b */
export const byNature = (a, b) => natural().compare(a, b);

/**
 * A sorted copy; equal rows keep their order and empty cells come last whichever way.
 * @template T
 * @param {T[]} rows @param {(row: T) => string | number | null | undefined} cell @param {boolean} [down] largest first
 * @returns {T[]}
 */
export function sorted(rows, cell, down = false) {
  const order = natural();
  const empty = (value) => value === null || value === undefined || value === '';
  return rows.slice().sort((first, second) => {
    const a = cell(first),
      b = cell(second);
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b));
    const apart = typeof a === 'number' && typeof b === 'number' ? a - b : order.compare(String(a), String(b));
    return down ? -apart : apart;
  });
}

/**
 * Rows whose text holds every word asked for, whatever the case or accents.
 * @template T
 * @param {T[]} rows
 * @param {string} query
 * @param {(row: T) => string} text
 * @returns {T[]}
 */
export function matching(rows, query, text) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return words.length === 0
    ? rows
    : rows.filter((row) => {
        const hay = plain(text(row));
        return words.every((word) => hay.includes(word));
      });
}

/** Letters without case and accents. @param {string} text */
export const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
