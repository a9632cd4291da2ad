import { outlinesOf } from '../core/outlines.js';
import { lineTiles } from './line-tiles.js';
import { drawLines } from './lines.js';
import { groundOf, hasFigures } from './sheets.js';
import { bandOf } from '../pure/bands.js';
import { chainsOf } from '../pure/chains.js';
import { fillIndex } from '../pure/colours.js';
import { byCoarseness, lineClass } from '../pure/drawn.js';

const FINE = 1024; // Path2D keeps 32-bit numbers: paths are kept relative to the layer's origin and enlarged

const paths = new WeakMap();

/**
 * The filled form of a shape, or one piece of line: made once.
 * @param {object} owner
 * @param {number[][]} lines
 * @param {boolean} closed
 * @returns {Path2D}
 */
function pathOf(owner, lines, closed) {
  let path = paths.get(owner);
  if (!path) {
    path = new Path2D();
    for (const line of lines) {
      path.moveTo(line[0] * FINE, line[1] * FINE);
      for (let i = 2; i < line.length; i += 2) path.lineTo(line[i] * FINE, line[i + 1] * FINE);
      if (closed) path.closePath();
    }
    paths.set(owner, path);
  }
  return path;
}

const chains = new WeakMap();

/**
 * The lines of a layer once each, at the detail of the zoom band they were fetched for.
 * @param {import('../pure/shapes.js').Shapes} shapes
 * @param {number} zoom
 * @returns {import('../pure/chains.js').Chain[]}
 */
function chainsFor(shapes, zoom) {
  let made = chains.get(shapes);
  if (!made) chains.set(shapes, (made = chainsOf(shapes, 0.75 / 2 ** (bandOf(zoom) ?? 18))));
  return made;
}

/** Runs a drawing with the context set to a layer's own units, for what lies on the sheet.
 * @template {{box: number[]}} T
 * @param {import('./sheet.js').Frame} frame
 * @param {import('../pure/shapes.js').Shapes} shapes
 * @param {T[]} things
 * @param {(thing: T) => void} draw */
function eachOn(frame, shapes, things, draw) {
  const { ctx, scale, ratio, left, top, width, height } = frame;
  const x = left / scale - shapes.origin[0],
    y = top / scale - shapes.origin[1];
  const right = x + width / scale,
    bottom = y + height / scale;
  ctx.save();
  ctx.setTransform((ratio * scale) / FINE, 0, 0, (ratio * scale) / FINE, -x * scale * ratio, -y * scale * ratio);
  for (const thing of things) {
    const [west, north, east, south] = thing.box;
    if (east >= x && west <= right && south >= y && north <= bottom) draw(thing);
  }
  ctx.restore();
}

const unitsOf = (frame, pixels) => (pixels * FINE) / frame.scale;

/**
 * @param {import('./sheet.js').Frame} frame
 * @param {import('../pure/shapes.js').Shapes | null | undefined} shapes
 * @param {string | ((shape: any) => string)} colour
 */
export function fill(frame, shapes, colour) {
  if (!shapes) return;
  eachOn(frame, shapes, shapes.list, (shape) => {
    frame.ctx.fillStyle = typeof colour === 'string' ? colour : colour(shape);
    frame.ctx.fill(pathOf(shape, shape.parts, true), 'evenodd');
  });
}

/**
 * @param {import('./sheet.js').Frame} frame
 * @param {import('../pure/shapes.js').Shapes | null | undefined} shapes
 * @param {string} colour
 * @param {number} width pixels
 * @param {number[]} [dash] pixels
 */
export function stroke(frame, shapes, colour, width, dash = []) {
  if (!shapes) return;
  const { ctx } = frame;
  ctx.strokeStyle = colour;
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  const pen = (path) => {
    ctx.lineWidth = unitsOf(frame, width);
    ctx.setLineDash(dash.map((part) => unitsOf(frame, part)));
    ctx.stroke(path);
  };
  // Up to one device pixel a browser draws whole rings fast; wider strokes cost by the vertex, so each line is stroked once and thinned.
  if (width * frame.ratio <= 1) eachOn(frame, shapes, shapes.list, (shape) => pen(pathOf(shape, shape.parts, true)));
  else eachOn(frame, shapes, chainsFor(shapes, frame.zoom), (chain) => pen(pathOf(chain, [chain.line], false)));
}

/**
 * Draws land, turfs, water, parks and streets, and lines from the finest to the heaviest.
 * @param {import('./sheet.js').Frame} frame
 * @param {any} state
 * @param {Record<string, any>} paint
 */
export function drawAreas(frame, state, paint) {
  const layers = state.layers.list,
    shown = state.shown ?? [];
  const lines = byCoarseness(layers).filter((layer) => layer.inForce);
  const land = lines[0];
  if (land) {
    if (!shown.includes(land.key)) stroke(frame, outlinesOf(land.key), paint.coast, 2);
    fill(frame, outlinesOf(land.key), paint.land);
  }
  const ground = groundOf(state);
  const turfs = shown.includes('turfs') && !ground ? outlinesOf('turfs') : null; // one colouring of the ground at a time
  ground?.draw(frame, state, paint);
  // points are the figure, turfs the ground
  frame.ctx.globalAlpha = hasFigures(state) ? 0.35 : turfWash(frame.zoom);
  fill(frame, turfs, (shape) => paint.fills[fillIndex(shape.properties.colour ?? 0)]);
  frame.ctx.globalAlpha = 1;
  for (const layer of layers.filter((other) => other.use === 'context' && !other.lines)) {
    const parks = /park|green|open.?space|forest/i.test(`${layer.key} ${layer.name}`);
    frame.ctx.globalAlpha = parks && turfs ? 0.55 : 1;
    fill(frame, outlinesOf(layer.key), parks ? paint.park : paint.water);
    frame.ctx.globalAlpha = 1;
  }
  drawLines(frame, lineTiles(), turfs ? paint.streetOnTurf : paint.street);
  const drawn = lines.filter((layer) => shown.includes(layer.key)).reverse();
  for (const layer of drawn.filter((other) => lineClass(other, layers) === 4))
    stroke(frame, outlinesOf(layer.key), paint.lines[4], hairline(frame.zoom));
  stroke(frame, turfs, paint.turfEdge, frame.zoom < 11 ? 1 : 1.75);
  for (const layer of drawn.filter((other) => lineClass(other, layers) < 4)) {
    const weight = lineClass(layer, layers);
    const width = [0, 1.7, 1.3, 1][weight] * (frame.zoom < 11 ? 0.75 : frame.zoom > 14 ? 1.3 : 1);
    if (weight === 1) stroke(frame, outlinesOf(layer.key), paint.casing, width + 2);
    stroke(frame, outlinesOf(layer.key), paint.lines[weight], width, weight === 3 ? [5, 4] : []);
  }
}

/** From far the turfs are what one looks at; near by they step back behind the streets. */
const turfWash = (zoom) => Math.max(0.45, Math.min(0.88, 0.88 - (zoom - 12) * 0.1));

/** Hairlines fade away rather than turn the city grey. */
const hairline = (zoom) => (zoom < 11 ? 0.35 : zoom < 13 ? 0.55 : zoom < 15 ? 0.8 : 1.1);

const alone = new WeakMap();

/**
 * Outlines one area above all others.
 * @param {import('./sheet.js').Frame} frame
 * @param {import('../pure/shapes.js').Shapes | null} shapes
 * @param {string} code
 * @param {string} colour
 * @param {string} casing
 * @param {number} width
 */
export function outline(frame, shapes, code, colour, casing, width) {
  const shape = shapes?.byCode.get(code);
  if (!shape) return;
  let only = alone.get(shape);
  if (!only) alone.set(shape, (only = { ...shapes, list: [shape] }));
  stroke(frame, only, casing, width + 3);
  stroke(frame, only, colour, width);
}
