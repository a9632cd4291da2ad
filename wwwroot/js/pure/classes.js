/**
 * The ends of the classes of density, in cases for each square mile and month: the same for every filter, period and zoom, so that two
 * pictures can be laid
 * side by side. Each is about three times the one before: shares and not differences are what one sees, and a quiet office and a city's
 * 311 both find themselves on it.
 */
export const DENSITY_BREAKS = [0, 1, 3, 10, 30, 100, 300, 1000];

/**
 * The class of a density, from 0; what lies beyond the last end is in the last class.
 * @param {number} density
 * @param {number[]} breaks the ends, one more than there are classes
 */
export function classOf(density, breaks) {
  let at = 0;
  while (at < breaks.length - 2 && density >= breaks[at + 1]) at++;
  return at;
}
