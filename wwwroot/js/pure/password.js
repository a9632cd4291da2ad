/** The fewest letters a password may have; the server decides, this only tells beforehand. */
export const SHORTEST = 12;

/**
 * How far a new password is, for the line under its field. Whether it is one of the often used ones only the server knows.
 * @param {string} password @param {string[]} [names] what it must not be: the person's own names
 * @returns {{state: 'empty' | 'short' | 'simple' | 'enough', letters: number, share: number}} share of the needed length, 0 to 1
 */
export function passwordState(password, names = []) {
  const letters = [...password].length,
    share = Math.min(1, letters / SHORTEST);
  if (letters === 0) return { state: 'empty', letters, share };
  if (letters < SHORTEST) return { state: 'short', letters, share };
  return { state: isSimple(password, names) ? 'simple' : 'enough', letters, share };
}

/** One sign or a short piece again and again, a run such as 123456789012, or one's own name. */
function isSimple(password, names) {
  const text = password.toLowerCase(),
    codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  if (/^(.{1,4}?)\1+$/u.test(text)) return true;
  const step = codes[2] - codes[1];
  if (Math.abs(step) === 1 && codes.every((code, i) => i === 0 || code - codes[i - 1] === step || isRound(codes[i - 1], code))) return true;
  return names.some((name) => name.trim() !== '' && text === name.trim().toLowerCase());
}

/** 9 goes on with 0, and 0 with 9. */
const isRound = (from, to) => (from === 0x39 && to === 0x30) || (from === 0x30 && to === 0x39);
