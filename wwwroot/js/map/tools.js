/**
 * What the pointer means on the map beside a look-up. A feature adds a tool, at any time; the map asks them in turn before it looks a
 * place up.
 * @typedef {{lon: number, lat: number, zoom: number}} Pointed
 * @typedef {object} Tool
 * @property {(at: Pointed, state: any) => boolean} [click] whether it took the click
 * @property {(at: Pointed, state: any) => [string, string] | null} [tip] what stands beside the pointer in place of the area's name: a
 * title
 * and a line
 */

/** @type {Tool[]} */
const tools = [];

/** @param {Tool} tool */
export const addTool = (tool) => tools.push(tool);

/** @param {Pointed} at @param {any} state @returns {boolean} whether a tool took it */
export const clickTools = (at, state) => tools.some((tool) => tool.click?.(at, state) ?? false);

/** @param {Pointed} at @param {any} state @returns {[string, string] | null} */
export function tipOfTools(at, state) {
  for (const { tip } of tools) {
    const found = tip?.(at, state);
    if (found) return found;
  }
  return null;
}
