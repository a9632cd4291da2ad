import { store } from './store.js';
import { screenOf as screenIn, screensFor as screensIn } from '../pure/screens.js';

/*
 * How a tab is added:
 * 1. Make features/NAME/panel.js with a Lit element that draws from the state (StateElement), and end it with customElements.define.
 * 2. Make features/NAME/feature.js: import './panel.js' and call addFeature({key, order, needs, screen, title, icon, panel}).
 * 3. Add one line to features.js: import './features/NAME/feature.js'.
 * 4. Add the texts to words/en.js and words/es.js; tests/web says what is missing.
 * 5. What it reads of the server it asks with cityResource({parts}), or declares as `list`; what the address keeps it declares as `link`.
 * 6. What it draws on the map it adds with addSheet, addGround or addTool (map/sheets.js, map/tools.js).
 */

/**
 * A feature: one tab, with all that the page must know of it. The page around it (frame/) and the map know no feature by name.
 * @typedef {object} Feature
 * @property {string} key of the tab, as the address names it
 * @property {number} order in the rail; modules that wait for texts run in no order that could be relied on
 * @property {string} needs the permission that it takes to see it
 * @property {string} title of the tab
 * @property {import('../parts/icons.js').IconName} icon of the tab
 * @property {Screen | string} screen where it stands in the rail: a screen of its own, or the key of one that another feature made
 * @property {Screen} [alone] what its screen is called where it is the only tab left of a screen that another feature made
 * @property {string} panel the tag of its element
 * @property {() => Promise<any>} [load] brings the panel when the tab is first opened: for what most visits do without
 * @property {Record<string, any>} [state] its keys of the state, each with its first value
 * @property {List} [list] what it lists of the server
 * @property {Link} [link] what the address keeps of it
 * @property {(state: any) => import('./map-control.js').Target | null} [target] what the map shows of what is open in it, where the address
 * names no view
 * @property {(state: any) => string[]} [outlines] the layers whose outlines it needs, beside those that are drawn
 * @property {Search} [search] what the search box finds of it
 *
 * @typedef {{key: string, icon: import('../parts/icons.js').IconName, title: string}} Screen
 *
 * @typedef {object} List
 * @property {string} name under which it stands in `lists` of the state
 * @property {import('./changes.js').Part[]} parts of the city that it is made of
 * @property {(after: string | null, signal: AbortSignal) => Promise<{rows: any[], next: string | null}>} read a page of rows, and where to
 * go on
 * @property {string[]} [keys] of the state: when one changes, it is another list
 *
 * @typedef {object} Link
 * @property {string[]} keys of the state that stand in the address
 * @property {(field: (name: string) => string) => Record<string, any>} read the values of those keys; what cannot be understood is left at
 * its first value
 * @property {(state: any) => [string, string][]} write names and values; what is at its first value needs none
 *
 * @typedef {{kind: string, label: string, detail: string, icon: import('../parts/icons.js').IconName, id: string}} Found
 * @typedef {object} Search
 * @property {string} kind of what it finds
 * @property {() => void} begin somebody is about to search
 * @property {(query: string) => Found[]} find
 * @property {(found: Found) => void} open
 */

/** @type {Feature[]} */
const features = [];

/** @param {Feature} feature */
export function addFeature(feature) {
  if (features.some(({ key }) => key === feature.key)) throw new Error(`There is a tab ${feature.key} already.`);
  store.extend(feature.state ?? {});
  features.push(feature);
  features.sort((a, b) => a.order - b.order);
  store.set({ tabs: features.map(({ key }) => key) });
}

/** In the order of the rail. @returns {readonly Feature[]} */
export const allFeatures = () => features;

/** @param {string} tab */
export const featureOf = (tab) => features.find(({ key }) => key === tab);

/** @param {string | null} text @returns {string | null} the tab of that name; null when there is none */
export const tabOf = (text) => (text !== null && featureOf(text) ? text : null);

/**
 * The screens of the rail, each with its tabs, that somebody may see. Until it is known who that is, what everybody may.
 * @param {string[] | null} [permissions]
 */
export const screensFor = (permissions = null) => screensIn(features, permissions);

/** The screen of a tab, as somebody sees it. @param {string} tab @param {string[] | null} [permissions] */
export const screenOf = (tab, permissions = null) => screenIn(features, tab, permissions);

/** Whether somebody may look at a tab. @param {string} tab @param {string[] | null} permissions */
export const maySee = (tab, permissions) => screensFor(permissions).some((screen) => screen.tabs.includes(tab));
