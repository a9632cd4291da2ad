import { csvLine } from '../pure/csv.js';

/**
 * Saves rows as a CSV file: with the mark that tells spreadsheets that it is UTF-8.
 * @param {string} file its name without the ending
 * @param {string[]} names of the columns
 * @param {any[][]} rows
 */
export function saveCsv(file, names, rows) {
  const link = document.createElement('a'),
    address = URL.createObjectURL(new Blob(['\ufeff', csvLine(names), ...rows.map(csvLine)], { type: 'text/csv' }));
  Object.assign(link, { href: address, download: `${file}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
