import { map } from './map-control.js';
import { announce } from './notices.js';
import { lookUp } from './place.js';
import { screenOf } from './registry.js';
import { store } from './store.js';
import { words } from './words.js';

/** What people can do on the page, whatever feature they do it from. */

/** @param {string} tab the key of a feature */
export function openTab(tab) {
  const { tab: now, sheet } = store.get();
  store.set({
    sheet: sheet === 'peek' ? 'half' : sheet,
    ...(tab === now ? { item: null } : { tab, item: null, find: '', wide: false, area: null }),
  });
  announce(screenOf(tab, store.get().me?.permissions)?.title ?? '');
}

/** Opens one of the tab's list. @param {string} id */
export const openItem = (id) => store.set({ item: id, sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet });

export const closeItem = () => store.set({ item: null, area: null });

/**
 * Shows an area: outlined and brought into view, as soon as its outline is there.
 * @param {{layer: string, code: string}} area
 * @param {string} name
 */
export function showArea(area, name) {
  const { shown, sheet } = store.get();
  store.set({
    area,
    sheet: sheet === 'full' ? 'half' : sheet,
    ...(area.layer !== 'turfs' && !shown?.includes(area.layer) ? { shown: [...(shown ?? []), area.layer] } : {}),
  });
  map.fly({ area });
  announce(words.layers.shownOnMap(name));
}

/** Shows a whole turf and opens who covers it. @param {{code: string, label?: [number, number]}} turf one without units has no label */
export function showTurf(turf) {
  if (!turf.label) return;
  lookUp({ lon: turf.label[0], lat: turf.label[1] });
  map.fly({ area: { layer: 'turfs', code: turf.code } });
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

/** The theme that was chosen in this browser stands in the page before anything is drawn (theme.js). */
export const takeTheme = () => store.set({ theme: document.documentElement.dataset.theme ?? 'auto' });

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
