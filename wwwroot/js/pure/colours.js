/**
 * Eight fills for light paper and eight for dark, found by search: the smallest distance between any two of them (OKLab) is
 * 0.063 on light and 0.074 on dark, for full colour sight and for protanopia, deuteranopia and tritanopia alike
 * (the Okabe-Ito set has 0.019, Tol's light set 0.037). tests/web/colours.test.mjs measures it again.
 */
export const FILLS = {
  light: ['#c88a9c', '#f7b28e', '#a8a159', '#b8f8b6', '#48c7c3', '#79a4c3', '#abb1f4', '#f4dafa'],
  dark: ['#9d6978', '#7f594b', '#61481b', '#798940', '#20392c', '#4689aa', '#4b5169', '#4c2e5d'],
};

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
