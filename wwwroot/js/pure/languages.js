/**
 * @typedef {object} Language
 * @property {string} tag BCP 47; also the name of its files in words/
 * @property {string} name in itself
 * @property {string} locale how its days and numbers are written
 * @property {boolean} [isRegional] the reader's country decides instead where the browser names one: a decimal comma in Madrid, a point
 * in Washington
 * @property {'rtl'} [direction] only where it is written from right to left
 */

/** Every language of the pages; the first is the one that all texts exist in. @type {Language[]} */
export const LANGUAGES = [
  { tag: 'en', name: 'English', locale: 'en-GB' },
  { tag: 'es', name: 'Español', locale: 'es-US', isRegional: true },
];

const baseOf = (tag) => tag.toLowerCase().split('-')[0];

/** The language to speak: the one remembered, else the first one that the browser asks for and there is, else the first of all.
 * @param {string | null} remembered @param {readonly string[]} wished @returns {Language} */
export function languageOf(remembered, wished) {
  for (const tag of [remembered ?? '', ...wished]) {
    const found = LANGUAGES.find((language) => language.tag === tag) ?? LANGUAGES.find((language) => language.tag === baseOf(tag));
    if (found) return found;
  }
  return LANGUAGES[0];
}

/** @param {Language} language @param {readonly string[]} wished @returns {string} how its days and numbers are written for this reader */
export const localeOf = ({ tag, locale, isRegional = false }, wished) =>
  (isRegional ? wished.find((one) => baseOf(one) === tag && one.includes('-')) : null) ?? locale;
