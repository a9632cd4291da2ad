/**
 * Where one can be: a tab is one thing to look at; a screen of the rail holds one or more of them.
 * @typedef {'place' | 'layers' | 'turfs' | 'cases' | 'density' | 'partners' | 'file' | 'imports' | 'settings'} Tab
 * @typedef {{key: string, icon: string, tabs: Tab[]}} Screen
 */

/** What a tab needs. @type {Record<Tab, string>} */
const NEEDS = {place: 'lookUp', layers: 'lookUp', turfs: 'lookUp', cases: 'readCases', density: 'readCases', partners: 'readPartners', file: 'placeFiles', imports: 'readImports', settings: 'lookUp'};

/** @type {Screen[]} in the order of the rail */
const SCREENS = [
  {key: 'map', icon: 'map', tabs: ['place', 'layers']},
  {key: 'turfs', icon: 'turfs', tabs: ['turfs']},
  {key: 'cases', icon: 'cases', tabs: ['cases', 'density']},
  {key: 'partners', icon: 'partners', tabs: ['partners']},
  {key: 'data', icon: 'file', tabs: ['file', 'imports']},
  {key: 'settings', icon: 'gear', tabs: ['settings']},
];

/** @param {string | null} text @returns {Tab | null} */
export const tabOf = (text) => (text !== null && Object.hasOwn(NEEDS, text) ? /** @type {Tab} */ (text) : null);

/** The screens, each with the tabs, that somebody may see. Until it is known who that is, what everybody may. @param {string[] | null} permissions @returns {Screen[]} */
export function screensFor(permissions) {
  const may = new Set(permissions ?? ['lookUp']);
  return SCREENS.map((screen) => ({...screen, tabs: screen.tabs.filter((tab) => may.has(NEEDS[tab]))})).filter((screen) => screen.tabs.length > 0);
}

/** @param {Tab} tab @returns {Screen} */
export const screenOf = (tab) => /** @type {Screen} */ (SCREENS.find((screen) => screen.tabs.includes(tab)));

/** Whether somebody may look at a tab. @param {Tab} tab @param {string[] | null} permissions */
export const maySee = (tab, permissions) => screensFor(permissions).some((screen) => screen.tabs.includes(tab));
