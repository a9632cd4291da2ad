/**
 * Which of the eight colours something gets. The colours themselves stand in css/tokens.css: eight quiet fills and eight strong dots,
 * for light and for dark, found by search so that any two of a set, and any fill and the land or water beside it, stay apart for full
 * colour sight and for protanopia, deuteranopia and tritanopia alike. tests/web/colours.test.mjs measures how far.
 */

/** @param {number} index any whole number @returns {number} 0..7 */
export const fillIndex = (index) => ((Math.trunc(index) % 8) + 8) % 8;

/** @param {string} hex #rrggbb @returns {[number, number, number]} 0..255 */
export const rgbOf = (hex) => /** @type {[number, number, number]} */ ([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));

/** @param {string} hex @returns {number} relative luminance, 0..1 (WCAG) */
export function luminance(hex) {
  const [r, g, b] = rgbOf(hex).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one @param {string} other @returns {number} 1..21 (WCAG) */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
