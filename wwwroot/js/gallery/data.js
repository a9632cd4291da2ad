import { addDays } from '../pure/format.js';

/** Numbers by chance, but the same ones every time. @param {number} seed @returns {() => number} 0..1 */
export function chance(seed) {
  let now = seed >>> 0;
  return () => {
    now = (now + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(now ^ (now >>> 15), now | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Days one after the other. @param {string} first @param {number} count @param {number} [step] */
export const daysFrom = (first, count, step = 1) => Array.from({ length: count }, (_, i) => addDays(first, i * step));

const FIRST = [
  'Alder',
  'Birch',
  'Cedar',
  'Delta',
  'Elm',
  'Fern',
  'Gable',
  'Harbour',
  'Iris',
  'Juniper',
  'Kestrel',
  'Linden',
  'Maple',
  'North',
  'Orchard',
  'Poplar',
  'Quarry',
  'River',
  'Spruce',
  'Tern',
];
const SECOND = ['Street', 'Square', 'Park', 'Court', 'Hill', 'Bridge', 'Gardens', 'Terrace', 'Yard', 'Green'];
const THIRD = ['Library', 'Hall', 'Workshop', 'Club', 'Clinic', 'Kitchen', 'School', 'Centre'];
export const KINDS = ['Education', 'Food', 'Health', 'Housing', 'Sports', 'Youth'];

/** @typedef {{name: string, area: string, kind: string, visits: number, share: number | null, since: string | null, note: string}} Place */

const DAYS = daysFrom('2012-01-01', 5000);

/** Invented places, one by one. @param {number} count @returns {Generator<Place, void>} */
export function* placesOf(count) {
  const next = chance(7),
    of = (list) => list[Math.floor(next() * list.length)];
  for (let i = 1; i <= count; i++) {
    yield {
      name: `${of(FIRST)} ${of(SECOND)} ${of(THIRD)} ${i}`,
      area: `Area ${1 + Math.floor(next() * 24)}`,
      kind: of(KINDS),
      visits: Math.floor(next() ** 3 * 4200),
      share: next() < 0.08 ? null : Math.round(next() * 1000) / 10,
      since: next() < 0.05 ? null : of(DAYS),
      note: next() < 0.01 ? '=SUM(A1:A9)' : '',
    };
  }
}

/** A line that wanders, with a band around it. @param {number} seed @param {number} count @param {number} about */
export function wander(seed, count, about) {
  const next = chance(seed);
  let now = about;
  const values = Array.from({ length: count }, () => {
    now = Math.max(1, now + (next() - 0.48) * about * 0.12);
    return Math.round(now * 10) / 10;
  });
  return { values, low: values.map((value) => Math.round(value * 8.6) / 10), high: values.map((value) => Math.round(value * 11.6) / 10) };
}
