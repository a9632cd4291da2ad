/** Between a sentence of ours and what the server said in its own language; where it is not taken apart it reads as a space. */
const BREAK = '\u2028';

/** @param {string} own @param {string} detail in English @returns {string} */
export const withDetail = (own, detail) => (detail === '' ? own : `${own}${BREAK}${detail}`);

/** @param {string | null | undefined} sentence @returns {{own: string, detail: string}} detail is '' when there is none */
export function detailOf(sentence) {
  const [own, detail = ''] = (sentence ?? '').split(BREAK);
  return { own, detail };
}
