/**
 * What is drawn on the map beside the boundaries, streets and names that it draws itself. A feature adds what it draws, at any time; the
 * map
 * knows none by name. What is drawn may be read from the state or from the feature's own module; the state says when.
 * @typedef {import('./sheet.js').Frame} Frame
 * @typedef {Record<string, any>} Paint the colours of the theme, as paint.js reads them
 *
 * @typedef {object} SheetOfFeature a canvas of its own
 * @property {'dots' | 'points'} pane below the outline of what is pointed at and the names, or above them
 * @property {string[]} keys of the state: when one changes, it is drawn again
 * @property {(state: any) => boolean} holds whether there is anything to draw
 * @property {(frame: Frame, state: any, paint: Paint) => void} draw
 *
 * @typedef {object} Ground colours of the areas below lines and names, in place of the turfs'
 * @property {string[]} keys
 * @property {(state: any) => boolean} holds
 * @property {(frame: Frame, state: any, paint: Paint) => void} draw
 */

/** @type {SheetOfFeature[]} */
const sheets = [];
/** @type {Ground[]} */
const grounds = [];
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {SheetOfFeature} sheet */
export function addSheet(sheet) {
  sheets.push(sheet);
  for (const listener of listeners) listener();
}

/** @param {Ground} ground */
export function addGround(ground) {
  grounds.push(ground);
  for (const listener of listeners) listener();
}

/** @returns {readonly SheetOfFeature[]} */
export const allSheets = () => sheets;

/** @returns {readonly Ground[]} */
export const allGrounds = () => grounds;

/** The ground that is drawn now: one colouring of the areas at a time. @param {any} state @returns {Ground | null} */
export const groundOf = (state) => grounds.find((ground) => ground.holds(state)) ?? null;

/** Whether a feature draws anything now: then the turfs step back. @param {any} state */
export const hasFigures = (state) => groundOf(state) !== null || sheets.some((sheet) => sheet.holds(state));

/** Calls when something is added. @param {() => void} listener */
export const onSheets = (listener) => listeners.add(listener);
