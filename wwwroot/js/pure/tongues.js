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

/** A code as files and the server write it: es, zh-Hans, pt-BR. Names of languages begin with a capital letter. */
const CODE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

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

/**
 * A spoken language's name in the reader's own, given its code or its English name; one that is not known stays as it is written.
 * @param {string} language
 */
export function tongueText(language) {
  const text = language.trim();
  if (CODE.test(text)) return languageText(text);
  const inEnglish = new Intl.DisplayNames('en', { type: 'language' });
  codes ??= new Map(CODES.map((code) => [(inEnglish.of(code) ?? code).toLowerCase(), code]));
  const code = codes.get(text.toLowerCase());
  return code ? languageText(code) : language;
}
