import { worldX, worldY } from '../pure/mercator.js';

const REACH = 14; // pixels: a finger is no needle

/**
 * Draws what the open list holds: a dot each, the chosen one ringed.
 * @param {import('./sheet.js').Frame} frame
 * @param {any} marks
 * @param {Record<string, any>} paint
 */
export function drawMarks(frame, marks, paint) {
  if (!marks) return;
  const { ctx, scale, left, top, width, height, zoom } = frame,
    radius = zoom < 12 ? 3 : zoom < 14 ? 4 : 5;
  const path = new Path2D();
  let chosen = null;
  for (const { id, lon, lat } of marks.points) {
    const x = worldX(lon) * scale - left,
      y = worldY(lat) * scale - top;
    if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
    if (id === marks.chosen) {
      chosen = [x, y];
      continue;
    }
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, Math.PI * 2);
  }
  ctx.strokeStyle = paint.highlightCasing;
  ctx.fillStyle = paint.chosen;
  ctx.lineWidth = 2;
  ctx.stroke(path);
  ctx.fill(path);
  if (!chosen) return;
  for (const [size, colour] of /** @type {[number, string][]} */ ([
    [radius + 7, paint.highlightCasing],
    [radius + 5, paint.chosen],
    [radius + 2, paint.highlightCasing],
    [radius, paint.chosen],
  ])) {
    ctx.beginPath();
    ctx.arc(chosen[0], chosen[1], size, 0, Math.PI * 2);
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

/**
 * The mark under a finger, the nearest within reach.
 * @param {import('leaflet').Map} map
 * @param {any} marks
 * @param {import('leaflet').Point} point in pixels of the container
 */
export function markUnder(map, marks, point) {
  let best = null,
    nearest = REACH;
  for (const mark of marks?.points ?? []) {
    const away = map.latLngToContainerPoint([mark.lat, mark.lon]).distanceTo(point);
    if (away < nearest) {
      best = mark;
      nearest = away;
    }
  }
  return best;
}
