/**
 * Where there is more, or less, than chance gives.
 * @typedef {{key: string, verdict: 'more' | 'fewer', sureness: 90 | 95 | 99, cases: number, expected: number | null}} Spot
 */

/** @param {any[]} features @returns {Spot[]} the surest first, more before fewer, then those with most */
export const spotsOf = (features) =>
  features
    .map(({ id, properties }) => ({
      key: String(id),
      verdict: properties.verdict,
      sureness: properties.sureness,
      cases: properties.cases ?? 0,
      expected: properties.expected ?? null,
    }))
    .filter(({ verdict }) => verdict === 'more' || verdict === 'fewer')
    .sort((a, b) => Number(a.verdict === 'fewer') - Number(b.verdict === 'fewer') || b.sureness - a.sureness || b.cases - a.cases);

const STEPS = { more: { 90: 'div-2', 95: 'div-1', 99: 'div-0' }, fewer: { 90: 'div-4', 95: 'div-5', 99: 'div-6' } };

/** The step of the diverging palette: the surer, the stronger. @param {Spot | undefined} spot */
export const spotFill = (spot) => (spot ? (STEPS[spot.verdict][spot.sureness] ?? '') : '');

/**
 * The classes that were found, the surest first, each with how many.
 * @param {Spot[]} spots
 * @returns {{verdict: 'more' | 'fewer', sureness: 90 | 95 | 99, count: number}[]}
 */
export function classesOf(spots) {
  const found = new Map();
  for (const { verdict, sureness } of spots)
    found.set(`${verdict} ${sureness}`, { verdict, sureness, count: (found.get(`${verdict} ${sureness}`)?.count ?? 0) + 1 });
  return [...found.values()];
}

/**
 * Spots of one class that lie in the same area, as one line of a list: neighbouring hexagons are one find, not many.
 * @typedef {{key: string, name: string, spots: Spot[], cases: number}} Gathered
 */

/** @param {Spot[]} spots @param {(spot: Spot) => string} nameOf @returns {Gathered[]} in the order in which their first ones come */
export function gathered(spots, nameOf) {
  const groups = new Map();
  for (const spot of spots) {
    const name = nameOf(spot),
      group = groups.get(name);
    if (group) {
      group.spots.push(spot);
      group.cases += spot.cases;
    } else groups.set(name, { key: spot.key, name, spots: [spot], cases: spot.cases });
  }
  return [...groups.values()];
}
