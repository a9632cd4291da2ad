const isGroup = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A catalogue whose missing texts, one by one, are those of another. @template T @param {any} own @param {T} base @returns {T} */
export function filled(own, base) {
  if (!isGroup(base)) return own === undefined ? base : own;
  return /** @type {T} */ (
    Object.fromEntries(
      Object.entries(/** @type {object} */ (base)).map(([key, text]) => [key, filled(isGroup(own) ? own[key] : undefined, text)]),
    )
  );
}

/**
 * The texts of a catalogue, groups opened.
 * @param {any} catalogue
 * @param {string} [name]
 * @returns {[string, any][]} dotted name and text
 */
export const textsOf = (catalogue, name = '') =>
  isGroup(catalogue)
    ? Object.entries(catalogue).flatMap(([key, text]) => textsOf(text, name === '' ? key : `${name}.${key}`))
    : [[name, catalogue]];
