import { byNature, plain } from './table.js';

// Long work in short pieces: a generator rests whenever it yields, and whoever drives it decides when to go on.

/**
 * @typedef {object} Column what a table knows of one of its columns
 * @property {string} key
 * @property {string} name
 * @property {(row: any) => any} value what it is sorted by and exported as; null is an empty cell
 * @property {(row: any) => string} [text] what is shown; the value itself when not given
 * @property {'text' | 'number' | 'date' | 'chip'} [kind]
 * @property {number} [width] least width in pixels
 * @property {boolean} [sortable]
 * @property {boolean} [hidden] until it is chosen
 */

const PIECE = 2048;

/** What a cell shows. @param {Column} column @param {any} row @returns {string} */
export function shownIn(column, row) {
  const text = column.text ? column.text(row) : column.value(row);
  return text === null || text === undefined ? '' : String(text);
}

/** What a cell is written as: numbers and days as they are, everything else as it reads. @param {Column} column @param {any} row */
export const writtenIn = (column, row) => (column.kind === 'number' || column.kind === 'date' ? column.value(row) : shownIn(column, row));

/** The places of the rows in which every word asked for is found. @param {any[]} rows @param {Column[]} columns @param {string} query
 * @param {string[]} [known] what was read of the rows before; filled while it goes @returns {Generator<void, Uint32Array>} */
export function* found(rows, columns, query, known = []) {
  const asked = plain(query).split(/\s+/).filter(Boolean),
    kept = new Uint32Array(rows.length);
  const read = columns.filter(({ kind = 'text' }) => kind === 'text' || kind === 'chip');
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    if (asked.length > 0) known[i] ??= plain(read.map((column) => shownIn(column, rows[i])).join('\u0001'));
    if (asked.every((word) => known[i].includes(word))) kept[count++] = i;
    if (i % PIECE === PIECE - 1) yield;
  }
  return kept.subarray(0, count);
}

/** The same places in the order of a column: rows that are equal keep theirs, empty cells come last whichever way.
 * @param {Uint32Array} places
 * @param {any[]} rows
 * @param {Column} column
 * @param {boolean} down largest first
 * @returns {Generator<void, Uint32Array>} */
export function* ordered(places, rows, column, down) {
  const values = new Array(rows.length);
  let filled = 0,
    steps = 0;
  let from = new Uint32Array(places.length),
    to = new Uint32Array(places.length);
  const empties = [];
  for (const place of places) {
    const value = (values[place] = column.value(rows[place]));
    if (value === null || value === undefined || value === '' || Number.isNaN(value)) empties.push(place);
    else from[filled++] = place;
  }
  yield;
  const compare =
    column.kind === 'number'
      ? (a, b) => values[a] - values[b]
      : column.kind === 'date'
        ? (a, b) => (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : 0)
        : (a, b) => byNature(String(values[a]), String(values[b]));
  for (let run = 1; run < filled; run *= 2) {
    for (let start = 0; start < filled; start += run * 2) {
      const middle = Math.min(start + run, filled),
        end = Math.min(start + run * 2, filled);
      let left = start,
        right = middle;
      for (let at = start; at < end; at++) {
        const takesLeft =
          right >= end || (left < middle && (down ? compare(from[right], from[left]) <= 0 : compare(from[left], from[right]) <= 0));
        to[at] = takesLeft ? from[left++] : from[right++];
        if (++steps % PIECE === 0) yield;
      }
    }
    [from, to] = [to, from];
  }
  from.set(empties, filled);
  return from;
}

/** What the next press on a head does: up, down, and back to the order the rows came in.
 * @param {{key: string, down: boolean} | null} now @param {string} key @returns {{key: string, down: boolean} | null} */
export const nextSort = (now, key) => (now?.key !== key ? { key, down: false } : now.down ? null : { key, down: true });
