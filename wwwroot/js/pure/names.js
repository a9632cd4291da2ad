const KNOWN = new Map();

/** A language by its code, in the reader's language; the code itself where nobody knows it. @param {string} code @param {string} [locale] */
export function languageName(code, locale = 'en') {
  if (!KNOWN.has(locale)) KNOWN.set(locale, new Intl.DisplayNames([locale], {type: 'language', fallback: 'code'}));
  try {
    return KNOWN.get(locale).of(code) ?? code;
  } catch {
    return code; // not the shape of a code
  }
}
