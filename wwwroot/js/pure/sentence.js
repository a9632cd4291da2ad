import { csvLine } from './csv.js';
import { metresText } from './format.js';
import { said } from './locale.js';
import { tongueText } from './tongues.js';

/**
 * @typedef {{layer: string, layerName: string, vintage: string | null, code: string | null, name: string | null, marginMetres: number |
 * null, status: string,
 *   also: {code: string, name: string}[], nearest: {code: string, name: string, metres: number} | null}} AreaAnswer */

/** Everything found for a place as one row of CSV under a header.
 * @param {any} who the answer of the server @returns {string} */
export function csvOf(who) {
  const cells = [
    ['lon', who.place.lon],
    ['lat', who.place.lat],
    ['at', who.at],
  ];
  for (const area of /** @type {AreaAnswer[]} */ (who.areas)) {
    cells.push(
      [area.layer, area.code],
      [`${area.layer}_name`, area.name],
      [`${area.layer}_margin_m`, area.marginMetres],
      [`${area.layer}_status`, area.status],
    );
  }
  cells.push(['turf', who.turf?.code], ['turf_name', who.turf?.name], ['plan', who.turf?.planName]);
  for (const role of ['lead', 'backup']) {
    const person = who[role];
    cells.push(
      [role, person?.name],
      [`${role}_languages`, person?.languages?.map(tongueText).join('; ')],
      [`${role}_phone`, person?.phone],
      [`${role}_email`, person?.email],
      [`${role}_hours`, person?.hours],
    );
  }
  return csvLine(cells.map(([name]) => name)) + csvLine(cells.map(([, value]) => value));
}

/** @param {any} who @returns {string} */
export const jsonOf = (who) => `${JSON.stringify(who, null, 2)}\n`;

/** What is said aloud when the answer comes: short, most important first. @param {any} who @returns {string} */
export function spoken(who) {
  const t = said().spoken;
  const inside = who.areas.filter((area) => area.status !== 'outside').map((area) => area.name ?? area.code);
  const near = who.areas.filter((area) => area.status === 'edge').map((area) => t.line(area.layerName, metresText(area.marginMetres)));
  const covered = who.lead ? t.covered(who.lead.name) : who.turf ? t.nobody : t.noTurf;
  return [covered, inside.length > 0 ? `${inside.join(', ')}.` : t.outside, near.length > 0 ? t.careful(near.join('; ')) : '']
    .filter(Boolean)
    .join(' ');
}
