import { shared } from '../words/en-shared.js';

let tag = 'en-GB',
  { phrases } = shared;
/** @type {Map<string, any>} */
const made = new Map();

/**
 * Sets how days and numbers are written and said, once and before anything is drawn; English until then.
 * @param {string} locale
 * @param {typeof shared.phrases} own
 */
export function speak(locale, own) {
  tag = locale;
  phrases = own;
  made.clear();
}

/** What numbers and days are said with. */
export const said = () => phrases;

/**
 * One of the browser's own formatters, made once per page.
 * @template T
 * @param {string} name what it is for
 * @param {(locale: string) => T} make
 * @returns {T}
 */
export function formatter(name, make) {
  if (!made.has(name)) made.set(name, make(tag));
  return made.get(name);
}
