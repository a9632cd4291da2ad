/** A key or code in groups of four, for reading off and typing. @param {string} key @param {string} [between] @returns {string} */
export const inFours = (key, between = ' ') => (key.replace(/[\s-]/g, '').match(/.{1,4}/gu) ?? []).join(between);

/**
 * What was typed as a code: six digits of the authenticator with or without spaces, or a recovery code.
 * @param {string} typed
 * @returns {string}
 */
export function factorCode(typed) {
  const text = typed.trim(),
    digits = text.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : text.toLowerCase().replace(/\s+/g, '-');
}

/** Whether it is six digits, and so no recovery code. @param {string} code */
export const isSixDigits = (code) => /^\d{6}$/.test(code);

/** The code of a one-time link in an address's fragment; null when there is none. @param {string} hash with or without the # */
export function linkCode(hash) {
  const code = new URLSearchParams(hash.replace(/^#/, '')).get('set-password')?.trim() ?? '';
  return code === '' || code.length > 200 ? null : code;
}

/** What is written into the file of recovery codes. @param {string[]} codes @param {string} head first line */
export const codesFile = (codes, head) => `${head}\r\n\r\n${codes.join('\r\n')}\r\n`;

/**
 * The letters in a person's round mark: first and last name.
 * @param {string | null | undefined} name
 * @returns {string} one or two capitals; '' for no name
 */
export function initials(name) {
  const parts = (name ?? '')
    .replace(/[([].*$/, '')
    .split(/[\s.@_-]+/u)
    .filter((part) => /\p{L}|\d/u.test(part));
  const letter = (part) => ([...part].find((one) => /\p{L}|\d/u.test(one)) ?? '').toLocaleUpperCase('en');
  return parts.length === 0 ? '' : letter(parts[0]) + (parts.length > 1 ? letter(parts[parts.length - 1]) : '');
}
