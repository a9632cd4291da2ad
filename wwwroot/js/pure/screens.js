/**
 * Where one can be: a tab is one thing to look at; a screen of the rail holds one or more of them.
 * @typedef {'place' | 'layers' | 'turfs' | 'cases' | 'density' | 'partners' | 'file' | 'imports' | 'settings'} Tab
 * @typedef {{key: string, icon: string, tabs: Tab[]}} Screen
 */

/** What a tab needs; the density of events is for everybody who is signed in, as the list of partners is. @type {Record<Tab, string>} */
const NEEDS = {
  place: 'lookUp',
  layers: 'lookUp',
  turfs: 'lookUp',
  cases: 'readCases',
  density: 'readPartners',
  partners: 'readPartners',
  file: 'placeFiles',
  imports: 'readImports',
  settings: 'lookUp',
};

/** @type {Screen[]} in the order of the rail */
const SCREENS = [
  { key: 'map', icon: 'map', tabs: ['place', 'layers'] },
  { key: 'turfs', icon: 'turfs', tabs: ['turfs'] },
  { key: 'cases', icon: 'cases', tabs: ['cases', 'density'] },
  { key: 'partners', icon: 'partners', tabs: ['partners'] },
  { key: 'data', icon: 'file', tabs: ['file', 'imports'] },
  { key: 'settings', icon: 'gear', tabs: ['settings'] },
];

/** @param {string | null} text @returns {Tab | null} */
export const tabOf = (text) => (text !== null && Object.hasOwn(NEEDS, text) ? /** @type {Tab} */ (text) : null);

/**
 * The screens, each with the tabs, that somebody may see. Until it is known who that is, what everybody may.
 * @param {string[] | null} permissions
 * @returns {Screen[]}
 */
export function screensFor(permissions) {
  const may = new Set(permissions ?? ['lookUp']);
  return SCREENS.map((screen) => ({ ...screen, tabs: screen.tabs.filter((tab) => may.has(NEEDS[tab])) }))
    .filter((screen) => screen.tabs.length > 0)
    .map(named);
}

/** Who may read no case has a screen of density alone, and it is called that. @param {Screen} screen @returns {Screen} */
const named = (screen) =>
  screen.key === 'cases' && !screen.tabs.includes('cases') ? { ...screen, key: 'density', icon: 'hexagon' } : screen;

/** The screen of a tab, as somebody sees it. @param {Tab} tab @param {string[] | null} [permissions] @returns {Screen} */
export const screenOf = (tab, permissions = null) =>
  screensFor(permissions).find((screen) => screen.tabs.includes(tab)) ??
  /** @type {Screen} */ (SCREENS.find((screen) => screen.tabs.includes(tab)));

/** Whether somebody may look at a tab. @param {Tab} tab @param {string[] | null} permissions */
export const maySee = (tab, permissions) => screensFor(permissions).some((screen) => screen.tabs.includes(tab));
