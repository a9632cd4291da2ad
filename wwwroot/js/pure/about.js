/**
 * What the numbers of a view are of, as every answer of the server carries it.
 * @typedef {object} About
 * @property {'cases' | 'events'} of
 * @property {number} count what the filter lets through
 * @property {number} unplaced
 * @property {number} outside
 * @property {number} rough
 * @property {number} atSinks how many of them are in no density, and why
 * @property {{lon: number, lat: number, cases: number}[]} sinks
 * @property {number} drawn what densities are of
 * @property {string | null} from @property {string | null} to @property {number | null} months the period; to is the day after it
 * @property {string | null} newest the latest day in all data
 * @property {number} all @property {number} allUnplaced
 * @property {number} undated @property {string | null} [crs] @property {[number, number]} [origin]
 */

/**
 * Why some are in no density: those reasons that hold for any, the most first.
 * @param {About} about
 * @param {boolean} takesSinks whether those at sinks were taken in
 * @returns {{why: 'unplaced' | 'outside' | 'rough' | 'atSinks', count: number}[]}
 */
export function leftOut(about, takesSinks) {
  const reasons = /** @type {const} */ (['unplaced', 'outside', 'rough', 'atSinks']).filter((why) => why !== 'atSinks' || !takesSinks);
  return reasons
    .map((why) => ({ why, count: about[why] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/** The share of all data that has no place, in per cent; null where there are none. @param {About} about */
export const unplacedShare = ({ all, allUnplaced }) => (all > 0 ? (100 * allUnplaced) / all : null);
