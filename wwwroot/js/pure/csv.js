/**
 * One cell (RFC 4180). What a spreadsheet would run as a formula gets a leading quote, plain numbers excepted.
 * @param {any} value
 * @returns {string}
 */
export function csvCell(value) {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {any[]} cells @returns {string} */
export const csvLine = (cells) => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * A table in pieces, its head first.
 * @param {string[]} names
 * @param {Uint32Array} places which rows, in order
 * @param {(place: number) => any[]} cellsOf
 * @returns {Generator<string, void>}
 */
export function* csvPieces(names, places, cellsOf) {
  yield csvLine(names);
  for (let start = 0; start < places.length; start += 500)
    yield Array.from(places.subarray(start, start + 500), (place) => csvLine(cellsOf(place))).join('');
}
