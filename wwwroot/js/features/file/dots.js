import { store } from '../../core/store.js';
import { addSheet } from '../../map/sheets.js';
import { fillIndex, rgbOf } from '../../pure/colours.js';
import { worldX, worldY } from '../../pure/mercator.js';

const MANY = 6000; // above this, dots are squares written straight into the pixels

/** The points that are shown, in world pixels, each with the index of its area. */
let shown = { xs: new Float64Array(0), ys: new Float64Array(0), areas: /** @type {Int32Array} */ (new Int32Array(0)) };

/**
 * Puts points on the map in the colours of a layer's areas.
 * @param {string} layer
 * @param {ReturnType<typeof import('../../pure/points.js').pointsOf>} points
 * @param {string[]} codes of the areas
 */
export function showDots(layer, { count, lons, lats, areas }, codes) {
  shown = { xs: Float64Array.from(lons, worldX), ys: Float64Array.from(lats, worldY), areas };
  store.set({ dots: { layer, count, codes } });
}

/** @param {import('../../map/sheet.js').Frame} frame @param {any} state @param {Record<string, any>} paint */
function draw(frame, state, paint) {
  if (!state.dots) return;
  const { xs, ys, areas } = shown;
  const { scale, left, top, width, height } = frame;
  const seen = [];
  const west = left / scale,
    north = top / scale,
    east = (left + width) / scale,
    south = (top + height) / scale;
  for (let i = 0; i < xs.length; i++) if (xs[i] >= west && xs[i] <= east && ys[i] >= north && ys[i] <= south) seen.push(i);
  const drawSome = seen.length > MANY ? drawSquares : drawRounds;
  drawSome(
    frame,
    seen,
    (i) => [xs[i] * scale - left, ys[i] * scale - top],
    (i) => (areas[i] < 0 ? -1 : fillIndex(areas[i])),
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

addSheet({ pane: 'dots', keys: ['dots'], holds: ({ dots }) => dots !== null, draw });
