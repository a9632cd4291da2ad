/**
 * The one thing that map, frame and features share. They never call each other: they change the state and listen to changes of it.
 * What stands in it is data that JSON can write and read again: no element, function, request or class. Such things stay with whoever made
 * them, and the state holds their key.
 * @typedef {object} Store
 * @property {() => any} get the state now; never change it in place
 * @property {(patch: Record<string, any>) => void} set puts new values in and calls the listeners, once per change
 * @property {(first: Record<string, any>) => void} extend adds keys that are not there yet, each with its first value
 * @property {(keys: string[], listener: (state: any, changed: Set<string>) => void) => () => void} on listens to changes of these keys;
 * returns how to stop
 */

/** @param {Record<string, any>} first @returns {Store} */
export function createStore(first) {
  let state = { ...first };
  const listeners = new Set();
  const waiting = [];
  let isCalling = false;
  return {
    get: () => state,
    set(patch) {
      const changed = new Set(Object.keys(patch).filter((key) => state[key] !== patch[key]));
      if (changed.size === 0) return;
      state = { ...state, ...patch };
      waiting.push(changed);
      if (isCalling) return; // a listener changed the state: the others get the first change first
      isCalling = true;
      try {
        for (let next = waiting.shift(); next; next = waiting.shift())
          for (const { keys, listener } of [...listeners]) if (keys.some((key) => next.has(key))) listener(state, next);
      } finally {
        isCalling = false;
      }
    },
    extend(more) {
      for (const key of Object.keys(more)) if (key in state) throw new Error(`The state has a ${key} already.`);
      state = { ...state, ...more };
    },
    on(keys, listener) {
      const entry = { keys, listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
}

/** The state of the page; features add keys of their own. `status` is idle, loading, ready or failed; `problem` is a sentence. */
export const store = createStore({
  city: { status: 'loading', value: null, problem: null },
  online: true,
  me: null, // who is signed in; null until that is known
  date: null, // null is today
  layers: { status: 'idle', list: [], plans: [], at: null, problem: null },
  plan: { status: 'idle', value: null, turfs: [], at: null, problem: null },
  shapes: {}, // layer key, or 'turfs' -> {status, vintage, problem} of its outlines; outlines.js has them
  shown: null, // keys drawn; null until the first layers are known
  listed: null, // the layer whose areas are listed
  view: null, // {zoom, lat, lon} of the map, and the box that its sheets cover
  lineTiles: [], // keys of the tiles of streets behind the map; line-tiles.js has them
  pointed: null, // {layer, code}: under the mouse or under focus in a list
  area: null, // {layer, code}: chosen
  place: null, // {lon, lat}: looked up
  answer: { status: 'idle', who: null, problem: null },
  tabs: [], // the keys of the features that are there, in the order of the rail
  tab: 'place', // one of them
  item: null, // the id of what is open in the tab
  find: '', // what the tab's list is filtered by
  wide: false, // the panel as a table beside a narrow map
  lists: {}, // list of a feature -> {status, rows, next, problem}
  marks: null, // {owner, points: {id, lon, lat}[], chosen}: what the tab's list shows on the map
  sheet: 'half', // peek, half, full: on phones
  announcement: '',
  toasts: [], // {key, text, kind, canUndo}: what was done, newest last
  theme: 'auto', // auto, light, dark
});
