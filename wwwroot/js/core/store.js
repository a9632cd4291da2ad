import { EVERYTHING } from '../pure/case-filter.js';
import { HOW } from '../pure/density-link.js';

/**
 * The one thing that map, panels and loaders share. They never call each other: they change the state and hear of changes.
 * @typedef {object} Store
 * @property {() => any} get the state now; never change it in place
 * @property {(patch: Record<string, any>) => void} set puts new values in and tells who listens, once per change
 * @property {(keys: string[], hear: (state: any, changed: Set<string>) => void) => () => void} on hears of changes of these keys;
 * returns how to stop
 */

/** @param {Record<string, any>} first @returns {Store} */
export function createStore(first) {
  let state = { ...first };
  const listeners = new Set();
  const waiting = [];
  let telling = false;
  return {
    get: () => state,
    set(patch) {
      const changed = new Set(Object.keys(patch).filter((key) => state[key] !== patch[key]));
      if (changed.size === 0) return;
      state = { ...state, ...patch };
      waiting.push(changed);
      if (telling) return; // a listener changed the state: the others hear of the first change first
      telling = true;
      try {
        for (let next = waiting.shift(); next; next = waiting.shift())
          for (const listener of [...listeners]) if (listener.keys.some((key) => next.has(key))) listener.hear(state, next);
      } finally {
        telling = false;
      }
    },
    on(keys, hear) {
      const listener = { keys, hear };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The state of the page. `status` is always one of idle, loading, ready, failed; `problem` is a sentence. */
export const store = createStore({
  city: { status: 'loading', value: null, problem: null },
  online: true,
  me: null, // who is signed in; null until that is known
  date: null, // null is today
  layers: { status: 'idle', list: [], plans: [], at: null, problem: null },
  plan: { status: 'idle', value: null, turfs: [], at: null, problem: null },
  shapes: {}, // layer key, or 'turfs' -> {status, band, vintage, value, problem}
  shown: null, // keys drawn; null until the first layers are known
  listed: null, // the layer whose areas are listed
  view: null, // {zoom, lat, lon} of the map, and the box that its sheets cover
  lineTiles: [], // streets behind the map, as line-tiles.js reads them
  goTo: null, // {bounds} or {lon, lat, zoom}: a wish to the map, a new object each time
  pointed: null, // {layer, code}: under the mouse or under focus in a list
  area: null, // {layer, code}: chosen
  place: null, // {lon, lat}: looked up
  answer: { status: 'idle', who: null, problem: null },
  tab: 'place', // one of pure/screens.js
  item: null, // the id of what is open in the tab
  find: '', // what the tab's list is filtered by
  wide: false, // the panel as a table beside a narrow map
  caseState: 'open', // open, closed, all
  caseFilter: EVERYTHING, // which cases are counted
  densityOf: null, // cases, events, figures; null is the first of them that one may see
  densityView: 'hexagons', // one of pure/density-link.js
  densityHow: HOW, // how the view is made: radius, per, on, measure
  density: { status: 'idle', about: null, problem: null }, // what the view shows, and what its numbers are of
  densityFacets: { of: null, groups: {} }, // how many of each kind, status … there are, for the chips
  densityMap: null, // what the map draws of it: a Drawing of density.js
  pointTiles: [], // clusters of what is seen, as point-tiles.js reads them
  pointChosen: null, // the cluster that was clicked on, a new object each time
  lists: {}, // partners, cases, imports -> {status, rows, next, problem}
  marks: null, // {kind, points: {id, lon, lat}[]}: what the tab's list shows on the map
  sheet: 'half', // peek, half, full: on phones
  file: { step: 'choose' },
  dots: null, // {layer, points, colours}
  announcement: '',
  toasts: [], // {key, text, kind, undo}: what was done, newest last
  theme: document.documentElement.dataset.theme ?? 'auto',
});
