/**
 * One cell (RFC 4180). What a spreadsheet would run as a formula gets a quote before it, also after what some take for the end of a cell;
 * plain numbers excepted.
 * @param {any} value
 * @returns {string}
 */
export function csvCell(value) {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const isNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text);
  const safe = isNumber ? text : text.replace(/(?:^|(?<=[;\t\r\n]))(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g, "'");
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
