import { said } from './locale.js';

/**
 * What a change changed: each field whose value differs, with the value before and after as text.
 * @typedef {object} Change
 * @property {string} field dotted for values within values
 * @property {string | null} before null when the field was not there
 * @property {string | null} after null when it is gone
 */

/**
 * @param {any} before an object, or null when nothing stood
 * @param {any} after
 * @returns {Change[]} in the order of the fields; nothing when nothing differs
 */
export function differences(before, after) {
  const was = flat(before),
    is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }));
}

/** Objects become dotted fields; lists of plain values one text, because their order seldom says anything by itself. */
function flat(value, name = '', into = new Map()) {
  if (value === null || value === undefined) return name === '' ? into : into.set(name, '');
  if (typeof value !== 'object')
    return into.set(name === '' ? 'value' : name, typeof value === 'boolean' ? (value ? said().yes : said().no) : String(value));
  if (Array.isArray(value) && value.every((one) => one === null || typeof one !== 'object'))
    return into.set(name === '' ? 'value' : name, value.join(', '));
  for (const [key, inner] of Object.entries(value)) flat(inner, name === '' ? key : `${name}.${key}`, into);
  return into;
}

/** A field's name as words: "lockedUntil" is "locked until". @param {string} field */
export const fieldWords = (field) =>
  field
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .trim()
    .toLowerCase();
