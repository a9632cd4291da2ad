import { classOf, DENSITY_BREAKS } from './classes.js';
import { stepsOf } from './measures.js';

/**
 * @typedef {object} AreaGroup an area of a layer as the server counts it
 * @property {string} key @property {string} name @property {number} cases
 * @property {number | null} [squareMiles] @property {number | null} [density] per square mile and month
 * @property {number | null} [residents]
 * @property {number | null} [rate] per 1,000 residents and year
 * @property {number | null} [rateLow]
 * @property {number | null} [rateHigh] 95 %
 * @property {number | null} [smoothed]
 * @property {'value' | 'zero' | 'unstable' | 'noData'} [state] of the rate
 * @typedef {import('./density-link.js').How['measure']} Measure
 */

/**
 * The ends of the classes of each measure: the same for every layer, filter and period, so that two pictures can be laid side by side.
 * @type {Record<Measure, number[]>}
 */
export const AREA_BREAKS = {
  count: [0, 10, 30, 100, 300, 1000, 3000, 10000],
  density: DENSITY_BREAKS,
  rate: DENSITY_BREAKS,
  smoothed: DENSITY_BREAKS,
};

/**
 * The measures that can be made: without residents there is no rate, and without a size no density.
 * @param {AreaGroup[]} groups
 * @returns {Measure[]}
 */
export const measuresOf = (groups) => [
  'count',
  ...(groups.some(({ density }) => typeof density === 'number') ? [/** @type {const} */ ('density')] : []),
  ...(groups.some(({ residents }) => (residents ?? 0) > 0) ? /** @type {const} */ (['rate', 'smoothed']) : []),
];

/**
 * The measure that is shown: the one asked for where it can be made, else the count.
 * @param {AreaGroup[]} groups
 * @param {Measure} wanted
 * @returns {Measure}
 */
export const measureIn = (groups, wanted) => (measuresOf(groups).includes(wanted) ? wanted : 'count');

/** A measure of an area; null where there is none. @param {AreaGroup} group @param {Measure} measure @returns {number | null} */
export function measureOf(group, measure) {
  if (measure === 'count') return group.cases;
  if (measure === 'density') return group.density ?? null;
  return group.state === 'noData' ? null : (group[measure] ?? null);
}

/** How a measure of an area stands. A rate of few cases swings by chance; one that is smoothed does not, and a count is what it is.
 * @param {AreaGroup} group @param {Measure} measure @returns {import('./measures.js').Standing} */
export function standingOfArea(group, measure) {
  const value = measureOf(group, measure);
  if (value === null) return 'none';
  if (measure === 'rate' && group.state === 'unstable') return 'unstable';
  return group.cases === 0 ? 'zero' : 'value';
}

/**
 * How an area is filled (see density.js): by its class, hatched where the number is not sure.
 * @param {AreaGroup | undefined} group
 * @param {Measure} measure
 */
export function fillOfArea(group, measure) {
  const standing = group ? standingOfArea(group, measure) : 'none';
  if (standing === 'none') return 'none dotted';
  if (standing === 'zero') return '';
  const breaks = AREA_BREAKS[measure],
    step = stepsOf(breaks.length - 1)[classOf(/** @type {number} */ (measureOf(/** @type {AreaGroup} */ (group), measure)), breaks)];
  return `seq-${step}${standing === 'unstable' ? ' hatched' : ''}`;
}
