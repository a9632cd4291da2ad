import { distance } from '../pure/distance.js';
import { metresPerPixel } from '../pure/mercator.js';
import { store } from '../core/store.js';

const NEAR_PIXELS = 260;

/**
 * Puts a panel's list on the map, and brings what is opened into view when it lies far from the middle.
 * @param {any} panel
 * @param {any[]} rows
 * @param {string | null} chosen
 */
export function showMarks(panel, rows, chosen) {
  if (!panel.isConnected) return;
  const points = rows.filter((one) => one.place).map(({ id, place }) => ({ id, lon: place.lon, lat: place.lat }));
  const { marks, view } = store.get();
  const same = marks?.panel === panel && marks.points.length === points.length && marks.points.every((one, i) => one.id === points[i].id);
  if (same && marks.chosen === chosen) return;
  store.set({ marks: { panel, points: same ? marks.points : points, chosen } });
  const open = marks?.chosen !== chosen || !same ? points.find((one) => one.id === chosen) : null;
  if (open && view && distance(open, view) > NEAR_PIXELS * metresPerPixel(view.lat, view.zoom))
    store.set({ goTo: { lon: open.lon, lat: open.lat, zoom: 14 } });
}

/** @param {any} panel */
export function hideMarks(panel) {
  if (store.get().marks?.panel === panel) store.set({ marks: null });
}
