import { may, sentenceOf } from './actions.js';
import { api } from './api.js';
import { store } from './store.js';

/** Keeps the lists of the open tab filled, and read anew when the city's data changed. */

/**
 * How each is read: a page of rows and where to go on.
 * @type {Record<string, (after: string | null, signal: AbortSignal) => Promise<{rows: any[], next: string | null}>>}
 */
const READ = {
  partners: async (after, signal) => ({ rows: await api.partners(signal), next: null }),
  cases: async (after, signal) => {
    const { cases, next } = await api.cases(
      { after, open: store.get().caseState === 'all' ? null : store.get().caseState === 'open' },
      signal,
    );
    return { rows: cases, next };
  },
  imports: async (after, signal) => ({ rows: (await api.imports(signal)).imports, next: null }),
};

/** The list that a tab shows. @type {Record<string, string>} */
const LIST_OF = { partners: 'partners', cases: 'cases', imports: 'imports' };
const NEEDS = /** @type {Record<string, string>} */ ({ partners: 'readPartners', cases: 'readCases', imports: 'readImports' });

const reading = new Map();

export function startLists() {
  store.on(['tab', 'me'], () => want(LIST_OF[store.get().tab]));
  store.on(['caseState'], () => {
    forget('cases');
    want('cases');
  });
  let version = null;
  store.on(['city'], ({ city }) => {
    if (!city.value || city.value.version === version) return;
    if (version !== null) {
      for (const name of Object.keys(READ)) forget(name);
      want(LIST_OF[store.get().tab]);
    }
    version = city.value.version;
  });
  want(LIST_OF[store.get().tab]);
}

const entry = (name) => store.get().lists[name] ?? { status: 'idle', rows: [], next: null, problem: null };
const put = (name, value) => store.set({ lists: { ...store.get().lists, [name]: value } });

function forget(name) {
  reading.get(name)?.abort();
  const { [name]: gone, ...rest } = store.get().lists;
  store.set({ lists: rest });
}

/** Reads a list unless it is there or on its way; for those who may. @param {string} name */
export function want(name) {
  if (name && may(NEEDS[name]) && entry(name).status === 'idle') read(name, null);
}

/** Reads a list again after a failure, or its next page. @param {string} name */
export const readOn = (name) => read(name, entry(name).next);

async function read(name, after) {
  reading.get(name)?.abort();
  const mine = new AbortController(),
    before = entry(name);
  reading.set(name, mine);
  put(name, { ...before, status: 'loading', problem: null });
  try {
    const { rows, next } = await READ[name](after, mine.signal);
    put(name, { status: 'ready', rows: after === null ? rows : [...before.rows, ...rows], next, problem: null });
  } catch (error) {
    if (mine.signal.aborted) return;
    put(name, { ...before, status: 'failed', problem: sentenceOf(error) });
  }
}

/** After a change of our own. @param {string} name */
export function readAnew(name) {
  forget(name);
  return read(name, null);
}
