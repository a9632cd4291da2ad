import { formatter } from './locale.js';

/** Languages that people speak in cities; the data name them in English. */
const CODES = [
  'en',
  'es',
  'zh',
  'yue',
  'cmn',
  'ru',
  'uk',
  'bn',
  'ht',
  'ko',
  'ar',
  'fr',
  'ur',
  'pl',
  'yi',
  'hi',
  'pa',
  'gu',
  'ta',
  'te',
  'ne',
  'it',
  'pt',
  'de',
  'el',
  'he',
  'sq',
  'hy',
  'fa',
  'ps',
  'vi',
  'tl',
  'fil',
  'ja',
  'th',
  'km',
  'lo',
  'my',
  'am',
  'ti',
  'so',
  'sw',
  'wo',
  'yo',
  'ig',
  'ak',
  'ase',
  'uz',
  'ka',
  'ro',
  'sr',
  'hr',
  'bs',
  'hmn',
  'quc',
  'nah',
];

/** English name, in small letters -> code. @type {Map<string, string> | null} */
let codes = null;

/** A language by its code, in the reader's own; the code itself where nobody knows it. @param {string} code */
export function languageText(code) {
  try {
    return formatter('tongues', (locale) => new Intl.DisplayNames(locale, { type: 'language' })).of(code) ?? code;
  } catch {
    return code; // not the shape of a code
  }
}

/** A spoken language's name in the reader's own; one that is not known stays as it is written. @param {string} english @returns {string} */
export function tongueText(english) {
  const inEnglish = new Intl.DisplayNames('en', { type: 'language' });
  codes ??= new Map(CODES.map((code) => [(inEnglish.of(code) ?? code).toLowerCase(), code]));
  const code = codes.get(english.trim().toLowerCase());
  return code ? (formatter('tongues', (locale) => new Intl.DisplayNames(locale, { type: 'language' })).of(code) ?? english) : english;
}
