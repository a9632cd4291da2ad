import { filled } from '../pure/catalogue.js';
import { languageOf, LANGUAGES, localeOf } from '../pure/languages.js';

const KEY = 'turfmap.language';

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  } // storage is shut: the browser's languages decide
}

const isPage = typeof document !== 'undefined',
  wished = isPage ? navigator.languages : [];

/** The language of this page; it does not change while the page stands. */
export const language = isPage ? languageOf(remembered(), wished) : LANGUAGES[0];
export const locale = localeOf(language, wished);
if (isPage) Object.assign(document.documentElement, { lang: language.tag, dir: language.direction ?? 'ltr' });

/**
 * A catalogue in the page's language: what it lacks stays English.
 * @template T
 * @param {T} english
 * @param {(tag: string) => Promise<T>} load
 * @returns {Promise<T>}
 */
export async function inLanguage(english, load) {
  if (language === LANGUAGES[0]) return english;
  try {
    return filled(await load(language.tag), english);
  } catch (error) {
    console.error(error); // better in English than not at all
    return english;
  }
}

/** Remembers another language and shows the page in it, at the same address. @param {string} tag */
export function chooseLanguage(tag) {
  try {
    localStorage.setItem(KEY, tag);
  } catch {
    /* storage is shut: the page stays as it is */
  }
  location.reload();
}

/** Whether the server's sentences, which are English, are in another language than the page. */
export const isForeign = language.tag !== 'en';
