import { api, ApiProblem } from './api.js';
import { screenOf } from '../pure/screens.js';
import { spoken } from '../pure/sentence.js';
import { store } from './store.js';
import { words } from './words.js';

/** What people can do. Map and panels call these and nothing else of each other. */

/** The date shown. @returns {string} */
export const dayShown = () => store.get().date ?? store.get().city.value?.today ?? '';

/** Whether who is signed in may do something; the server decides again. @param {string} permission */
export const may = (permission) => store.get().me?.permissions.includes(permission) ?? false;

/** The sentence of a problem, whatever was thrown. @param {any} error */
export function sentenceOf(error) {
  if (error instanceof ApiProblem) return error.message;
  console.error(error);
  return words.problems.unexpected;
}

/** Says it to those who do not see it; saying the same again is heard again. @param {string} text */
export function announce(text) {
  store.set({ announcement: text === store.get().announcement ? `${text}\u00a0` : text });
}

let toasted = 0;

/**
 * Says what was done; with a way back where there is one.
 * @param {string} text
 * @param {'done' | 'problem'} [kind]
 * @param {(() => void) | null} [undo]
 */
export function toast(text, kind = 'done', undo = null) {
  toasted += 1;
  store.set({
    toasts: [
      ...store.get().toasts.filter((one) => one.text !== text),
      { key: String(toasted), text, kind, undo, canUndo: undo !== null },
    ].slice(-3),
  });
}

/** @param {string} key @param {{undo?: boolean}} [how] */
export function endToast(key, { undo = false } = {}) {
  const ended = store.get().toasts.find((one) => one.key === key);
  store.set({ toasts: store.get().toasts.filter((one) => one !== ended) });
  if (undo) ended?.undo?.();
}

let asking = null;

/** Looks a place up and opens it. @param {{lon: number, lat: number}} place @param {{move?: boolean}} [how] move: bring it into view */
export function lookUp(place, { move = false } = {}) {
  store.set({
    place,
    tab: 'place',
    item: null,
    find: '',
    wide: false,
    area: null,
    sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet,
    ...(move ? { goTo: { lon: place.lon, lat: place.lat, zoom: 15 } } : {}),
  });
  return askWho();
}

/** Asks again who covers the chosen place: after a new date, or after a failure. */
export async function askWho() {
  asking?.abort();
  const { place, date, answer } = store.get();
  if (!place) {
    store.set({ answer: { status: 'idle', who: null, problem: null } });
    return;
  }
  const mine = (asking = new AbortController());
  store.set({ answer: { ...answer, status: 'loading', problem: null } });
  try {
    const who = await api.who(place, date, mine.signal);
    store.set({ answer: { status: 'ready', who, problem: null } });
    announce(spoken(who));
  } catch (error) {
    if (mine.signal.aborted) return;
    const problem = sentenceOf(error);
    store.set({ answer: { status: 'failed', who: null, problem } });
    announce(problem);
  }
}

/** @param {import('../pure/screens.js').Tab} tab */
export function openTab(tab) {
  const { tab: now, sheet } = store.get();
  store.set({
    sheet: sheet === 'peek' ? 'half' : sheet,
    ...(tab === now ? { item: null } : { tab, item: null, find: '', wide: false, area: null }),
  });
  announce(words.screens[screenOf(tab, store.get().me?.permissions).key]);
}

/** Opens one of the tab's list. @param {string} id */
export const openItem = (id) => store.set({ item: id, sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet });

export const closeItem = () => store.set({ item: null, area: null });

export function closePlace() {
  asking?.abort();
  store.set({ place: null, answer: { status: 'idle', who: null, problem: null } });
}

/**
 * Shows an area: outlined and brought into view, as soon as its outline is there.
 * @param {{layer: string, code: string}} area
 * @param {string} name
 */
export function showArea(area, name) {
  const { shown, sheet } = store.get();
  store.set({
    area,
    goTo: { area },
    sheet: sheet === 'full' ? 'half' : sheet,
    ...(area.layer !== 'turfs' && !shown?.includes(area.layer) ? { shown: [...(shown ?? []), area.layer] } : {}),
  });
  announce(words.layers.shownOnMap(name));
}

/** Shows a whole turf and opens who covers it. @param {{code: string, label?: [number, number]}} turf one without units has no label */
export function showTurf(turf) {
  if (!turf.label) return;
  lookUp({ lon: turf.label[0], lat: turf.label[1] });
  store.set({ goTo: { area: { layer: 'turfs', code: turf.code } } });
}

/** @param {string | null} day null is today */
export function setDate(day) {
  const today = store.get().city.value?.today;
  const date = day === today ? null : day;
  if (date === store.get().date) return;
  store.set({ date, area: null });
  announce(words.date.changed(date ?? today, date === null));
}

/** @param {string} key @param {boolean} on */
export function setShown(key, on) {
  const shown = store.get().shown ?? [];
  store.set({ shown: on ? [...shown.filter((other) => other !== key), key] : shown.filter((other) => other !== key) });
}

/** @param {'auto' | 'light' | 'dark'} theme */
export function setTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem('turfmap.theme');
    else localStorage.setItem('turfmap.theme', theme);
  } catch {
    /* storage is shut: the choice holds for this page */
  }
  store.set({ theme });
}

/** @param {string} text @param {string} what it is, for the message */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(words.place.copied(what));
  } catch {
    toast(words.place.copyFailed, 'problem');
  }
}
