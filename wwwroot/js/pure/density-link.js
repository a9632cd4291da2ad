/**
 * How a density is looked at, as the link keeps it.
 * @typedef {'cases' | 'events' | 'figures'} Of
 * @typedef {'hexagons' | 'surface' | 'areas' | 'points' | 'hotspots' | 'compare'} View
 * @typedef {object} How
 * @property {1320 | 2640 | 5280} radius of the surface, feet
 * @property {'area' | 'residents'} per what the surface is for each of
 * @property {string | null} on the layer of the areas; null is the coarsest
 * @property {'count' | 'density' | 'rate' | 'smoothed'} measure of the areas
 * @property {string | null} over what hot spots and comparisons go over: area:LAYER or kind; null is hexagons
 * @property {'area' | 'month' | 'kind'} by what released figures go by
 * @property {string | null} months the first and the last month of figures, as "2026-01~2026-06"; null is the usual ones
 * @property {string | null} figure the kind whose figures are shown, "~" for all that have none of their own; null is all
 * @property {string | null} versus the two periods of a comparison, as compared.js writes them; null is the usual ones
 * @typedef {{of: Of | null, view: View, how: How}} DensityLink
 */

export const VIEWS = /** @type {const} */ (['hexagons', 'surface', 'areas', 'points', 'hotspots', 'compare']);
export const RADII = /** @type {const} */ ([1320, 2640, 5280]);
export const MEASURES = /** @type {const} */ (['count', 'density', 'rate', 'smoothed']);
const OF = /** @type {const} */ (['cases', 'events', 'figures']),
  PER = /** @type {const} */ (['area', 'residents']),
  BY = /** @type {const} */ (['area', 'month', 'kind']);

/** @type {How} */
export const HOW = {
  radius: 2640,
  per: 'area',
  on: null,
  measure: 'density',
  over: null,
  versus: null,
  by: 'area',
  months: null,
  figure: null,
};

/**
 * Reads what the fields of a link say; what cannot be understood is left as it is at first.
 * @param {(name: string) => string} field
 * @returns {DensityLink}
 */
export function readDensity(field) {
  const one = (list, name) => list.find((each) => String(each) === field(name));
  return {
    of: one(OF, 'of') ?? null,
    view: one(VIEWS, 'view') ?? 'hexagons',
    how: {
      radius: one(RADII, 'radius') ?? HOW.radius,
      per: one(PER, 'per') ?? HOW.per,
      on: field('on') || null,
      measure: one(MEASURES, 'measure') ?? HOW.measure,
      over: /^(kind|area:.+)$/.test(field('over')) ? field('over') : null,
      versus: field('versus') || null,
      by: one(BY, 'by') ?? HOW.by,
      months: /^\d{4}-\d{2}~\d{4}-\d{2}$/.test(field('months')) ? field('months') : null,
      figure: field('figure') || null,
    },
  };
}

/** Writes it again; what is as at first needs no word. @param {DensityLink} link @returns {[string, string][]} */
export const writeDensity = ({ of, view, how }) => [
  ...(of ? [pair('of', of)] : []),
  ...(view === 'hexagons' ? [] : [pair('view', view)]),
  .../** @type {(keyof How)[]} */ (['radius', 'per', 'on', 'measure', 'over', 'versus', 'by', 'months', 'figure'])
    .filter((name) => how[name] !== null && how[name] !== HOW[name])
    .map((name) => pair(name, String(how[name]))),
];

/** @returns {[string, string]} */
const pair = (name, value) => [name, value];

/** What somebody may look at the density of, the first first. @param {string[] | null} permissions @returns {Of[]} */
export function densitiesFor(permissions) {
  const figures = permissions?.includes('readFigures') ?? false;
  if (permissions?.includes('readCases')) return figures ? ['cases', 'events', 'figures'] : ['cases', 'events'];
  return figures ? ['figures', 'events'] : ['events'];
}

/**
 * What is looked at: what was asked for where one may, else the first.
 * @param {Of | null} asked
 * @param {string[] | null} permissions
 * @returns {Of}
 */
export function densityOf(asked, permissions) {
  const may = densitiesFor(permissions);
  return asked && may.includes(asked) ? asked : may[0];
}
