import { rgbOf } from '../../pure/colours.js';
import { worldX, worldY } from '../../pure/mercator.js';

const MANY = 6000; // above this, dots are squares written straight into the pixels

let last = { points: null, xs: new Float64Array(0), ys: new Float64Array(0) };

/** Positions in world pixels, made once per answer. */
function worldOf(points) {
  if (last.points !== points) last = { points, xs: Float64Array.from(points.lons, worldX), ys: Float64Array.from(points.lats, worldY) };
  return last;
}

/**
 * Draws the placed points in the colour of their area.
 * @param {import('../../map/sheet.js').Frame} frame
 * @param {any} dots
 * @param {Record<string, any>} paint
 * @param {(area: number) => number} colourOf area index -> 0..7
 */
export function drawDots(frame, dots, paint, colourOf) {
  if (!dots) return;
  const { xs, ys } = worldOf(dots.points);
  const { scale, left, top, width, height } = frame;
  const seen = [];
  const west = left / scale,
    north = top / scale,
    east = (left + width) / scale,
    south = (top + height) / scale;
  for (let i = 0; i < xs.length; i++) if (xs[i] >= west && xs[i] <= east && ys[i] >= north && ys[i] <= south) seen.push(i);
  const draw = seen.length > MANY ? drawSquares : drawRounds;
  draw(
    frame,
    seen,
    (i) => [xs[i] * scale - left, ys[i] * scale - top],
    (i) => (dots.points.areas[i] < 0 ? -1 : colourOf(dots.points.areas[i])),
    paint,
  );
}

function drawRounds({ ctx, zoom }, seen, placeOf, colourOf, paint) {
  const radius = zoom < 13 ? 2.5 : zoom < 15 ? 3.5 : 4.5;
  const groups = new Map();
  for (const i of seen) {
    const colour = colourOf(i);
    const group = groups.get(colour);
    if (group) group.push(i);
    else groups.set(colour, [i]);
  }
  const shapes = [...groups].map(([colour, members]) => {
    const path = new Path2D();
    for (const i of members) {
      const [x, y] = placeOf(i);
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, Math.PI * 2);
    }
    return { path, colour: colour < 0 ? paint.dotNone : paint.dots[colour] };
  });
  ctx.lineWidth = 2;
  ctx.strokeStyle = paint.dotEdge;
  for (const { path } of shapes) ctx.stroke(path); // all rims first: no rim may cover a neighbour
  for (const { path, colour } of shapes) {
    ctx.fillStyle = colour;
    ctx.fill(path);
  }
}

function drawSquares({ ctx, zoom, ratio, width, height }, seen, placeOf, colourOf, paint) {
  const wide = Math.round(width * ratio),
    high = Math.round(height * ratio);
  const image = new ImageData(wide, high);
  const pixels = new Uint32Array(image.data.buffer);
  const solid = (hex) => {
    const [r, g, b] = rgbOf(hex);
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  };
  const colours = paint.dots.map(solid),
    none = solid(paint.dotNone);
  const side = Math.max(1, Math.round((zoom < 11 ? 1.5 : zoom < 13 ? 2 : 3) * ratio)),
    half = side >> 1;
  for (const i of seen) {
    const [x, y] = placeOf(i);
    const colour = colourOf(i),
      value = colour < 0 ? none : colours[colour];
    const x0 = Math.max(0, Math.round(x * ratio) - half),
      y0 = Math.max(0, Math.round(y * ratio) - half);
    for (let row = y0; row < Math.min(high, y0 + side); row++) pixels.fill(value, row * wide + x0, row * wide + Math.min(wide, x0 + side));
  }
  const board = new OffscreenCanvas(wide, high);
  /** @type {OffscreenCanvasRenderingContext2D} */ (board.getContext('2d')).putImageData(image, 0, 0);
  ctx.drawImage(board, 0, 0, width, height);
}
