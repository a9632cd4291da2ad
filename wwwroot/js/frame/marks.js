import { map } from '../core/map-control.js';
import { store } from '../core/store.js';
import { distance } from '../pure/distance.js';
import { metresPerPixel } from '../pure/mercator.js';

const NEAR_PIXELS = 260;

/**
 * Puts a panel's list on the map, and brings what is opened into view when it lies far from the middle.
 * @param {string} owner the tab
 * @param {any[]} rows
 * @param {string | null} chosen
 */
export function showMarks(owner, rows, chosen) {
  if (store.get().tab !== owner) return; // drawn for the last time while another tab opens
  const points = rows.filter((one) => one.place).map(({ id, place }) => ({ id, lon: place.lon, lat: place.lat }));
  const { marks, view } = store.get();
  const same = marks?.owner === owner && marks.points.length === points.length && marks.points.every((one, i) => one.id === points[i].id);
  if (same && marks.chosen === chosen) return;
  store.set({ marks: { owner, points: same ? marks.points : points, chosen } });
  const open = marks?.chosen !== chosen || !same ? points.find((one) => one.id === chosen) : null;
  if (open && view && distance(open, view) > NEAR_PIXELS * metresPerPixel(view.lat, view.zoom))
    map.fly({ lon: open.lon, lat: open.lat, zoom: 14 });
}

/** @param {string} owner */
export function hideMarks(owner) {
  if (store.get().marks?.owner === owner) store.set({ marks: null });
}
