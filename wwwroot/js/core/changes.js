/**
 * What changed in the city, part by part, and who reads again because of it. A part is a set of tables whose last change the server counts:
 * a partner's phone number moves the stamp of `partners` alone, so nobody reads an outline again.
 */
export const PARTS = /** @type {const} */ ([
  'profile',
  'geography',
  'staff',
  'plans',
  'addresses',
  'cases',
  'events',
  'partners',
  'measures',
]);

/** @typedef {(typeof PARTS)[number]} Part */

/**
 * The parts that changed between two answers about the city. A server that names no parts has only one version: then all may have changed.
 * @param {{version: any, parts?: Record<string, number>}} before
 * @param {{version: any, parts?: Record<string, number>}} now
 * @returns {Part[]}
 */
export function changedParts(before, now) {
  const { parts: old } = before,
    { parts: fresh } = now;
  if (old && fresh) return PARTS.filter((part) => old[part] !== fresh[part]);
  return before.version === now.version ? [] : [...PARTS];
}

/** What was read of the city and stands. @type {Set<import('./resource.js').Resource<any>>} */
export const live = new Set();

/** @type {Set<{parts: readonly string[], act: () => void}>} */
const listeners = new Set();

/**
 * Calls when one of these parts changed, before anything is read again: for what is kept beside a resource.
 * @param {readonly Part[]} parts
 * @param {() => void} act
 * @returns {() => void} stops it
 */
export function onChange(parts, act) {
  const listener = { parts, act };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Reads again what depends on these parts and is looked at, and nothing else. @param {readonly Part[]} parts */
export function readChanged(parts) {
  const isOf = (one) => one.parts.some((part) => parts.includes(part));
  for (const listener of [...listeners]) if (isOf(listener)) listener.act();
  for (const resource of [...live].filter(isOf))
    if (resource.isShown()) resource.again();
    else resource.clear();
}
