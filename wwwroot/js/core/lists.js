import { cityResource } from './city-resource.js';
import { allFeatures, featureOf } from './registry.js';
import { Resource } from './resource.js';
import { may } from './selectors.js';
import { store } from './store.js';

/** Keeps the list of the open tab filled. A feature says how its list is read. */

/** @typedef {{rows: any[], next: string | null}} Rows */

/** @type {Map<string, import('./resource.js').Resource<Rows>>} by the name of the list */
const lists = new Map();

const listOf = (tab) => featureOf(tab)?.list;

/** @param {import('./registry.js').Feature} feature with a list */
function addList({ key, list }) {
  const { name, parts, keys = [] } = /** @type {import('./registry.js').List} */ (list);
  // What nobody looks at is read when it is next opened: reading some lists is kept in the audit.
  const isShown = () => store.get().tab === key;
  lists.set(name, cityResource({ parts, isShown, changed: (now) => show(name, now) }));
  store.on(keys, () => wantList(key));
}

/** @param {string} name @param {import('./resource.js').Resource<Rows>} resource */
function show(name, { status, value, problem }) {
  const { [name]: before, ...others } = store.get().lists;
  store.set({ lists: status === 'idle' ? others : { ...others, [name]: { status, rows: [], next: null, ...value, problem } } });
}

export function startLists() {
  for (const feature of allFeatures()) if (feature.list) addList(feature);
  const wantShown = () => wantList(store.get().tab);
  store.on(['tab', 'me'], wantShown);
  wantShown();
}

/** Reads the list of a tab unless it is there or on its way; for those who may. @param {string} tab */
export function wantList(tab) {
  const list = listOf(tab);
  if (!list || !may(featureOf(tab)?.needs ?? '')) return;
  const which = (list.keys ?? []).map((key) => store.get()[key]);
  lists.get(list.name)?.want(which, (signal) => list.read(null, signal), { keep: false });
}

/** Reads a list again after a failure, or its next page. @param {string} tab */
export function readOn(tab) {
  const list = listOf(tab),
    resource = lists.get(list?.name ?? ''),
    next = resource?.value?.next;
  if (list && next)
    resource?.extend(
      (signal) => list.read(next, signal),
      (before, more) => ({ rows: [...before.rows, ...more.rows], next: more.next }),
    );
  else resource?.again();
}

/** Reads a list again after a change of our own. @param {string} tab */
export const readAgain = (tab) => lists.get(listOf(tab)?.name ?? '')?.again();
