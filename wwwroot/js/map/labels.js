import { outlinesOf } from '../core/outlines.js';
import { lineTiles } from './line-tiles.js';
import { lineWishes } from './lines.js';
import { byCoarseness, lineClass } from '../pure/drawn.js';
import { placeLabels, twoLines } from '../pure/labels.js';
import { worldX, worldY } from '../pure/mercator.js';

const widths = new Map();

/** @param {CanvasRenderingContext2D} ctx with its font set */
function widthOf(ctx, text) {
  const key = `${ctx.font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 8000) widths.clear();
    widths.set(key, (width = ctx.measureText(text).width));
  }
  return width;
}

/**
 * Names of turfs, of the layers drawn and of streets, where they fit and without overlap; turfs first, then from the coarsest to the
 * finest.
 * @param {import('./sheet.js').Frame} frame @param {any} state @param {Record<string, any>} paint */
export function drawLabels(frame, state, paint) {
  const { ctx } = frame;
  /** @type {(import('../pure/labels.js').Wish & {style: any, angle?: number})[]} */
  const wishes = [];
  const shown = state.shown ?? [],
    layers = state.layers.list;
  if (state.place) wishes.push(pinOf(frame, state.place));
  if (shown.includes('turfs'))
    wish(wishes, frame, outlinesOf('turfs'), {
      rank: 0,
      font: `600 13px ${paint.family}`,
      size: 13,
      colour: paint.turfLabel,
      halo: paint.turfHalo,
    });
  for (const layer of byCoarseness(layers).filter((other) => other.inForce && shown.includes(other.key))) {
    const weight = lineClass(layer, layers);
    const size = [0, 14, 12, 11.5, 11][weight];
    wish(wishes, frame, outlinesOf(layer.key), {
      rank: weight,
      size,
      font: `${weight === 1 ? 600 : 500} ${size}px ${paint.family}`,
      colour: weight === 1 ? paint.label : paint.labelQuiet,
      halo: paint.halo,
      upper: weight === 1,
      dy: weight === 1 ? -22 : 0,
      ease: weight === 4 ? 2.2 : weight === 3 ? 1.4 : 1,
    });
  }
  wishes.push(
    ...lineWishes(frame, lineTiles(), { family: paint.family, label: paint.labelQuiet, halo: paint.halo }, (text) => widthOf(ctx, text)),
  );
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  for (const {
    x,
    y,
    lines,
    wish: { style, angle },
  } of placeLabels(wishes, frame)) {
    ctx.font = style.font;
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(angle ?? 0);
    lines.forEach((line, i) => {
      const down = (i - (lines.length - 1) / 2) * style.size * 1.2;
      ctx.strokeStyle = style.halo;
      ctx.lineWidth = 3;
      ctx.strokeText(line, 0, down);
      ctx.fillStyle = style.colour;
      ctx.fillText(line, 0, down);
    });
    ctx.restore();
  }
}

/** The pin keeps its own room: a label with no text. */
function pinOf({ scale, left, top }, { lon, lat }) {
  return {
    x: worldX(lon) * scale - left,
    y: worldY(lat) * scale - top - 16,
    room: Infinity,
    rank: -1,
    style: { size: 0 },
    forms: [{ lines: [], width: 26, height: 34 }],
  };
}

function wish(wishes, frame, shapes, style) {
  if (!shapes) return;
  const { ctx, scale, left, top, width, height } = frame;
  ctx.font = style.font;
  for (const shape of shapes.list) {
    const x = (shape.label[0] + shapes.origin[0]) * scale - left,
      y = (shape.label[1] + shapes.origin[1]) * scale - top + (style.dy ?? 0);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const room = ((shape.box[2] - shape.box[0]) * scale) / (style.ease ?? 1),
      high = (shape.box[3] - shape.box[1]) * scale;
    if (room < 16 || high < style.size) continue;
    wishes.push({ x, y, room, height: high, rank: style.rank, style, forms: formsOf(ctx, shape, style) });
  }
}

function formsOf(ctx, shape, style) {
  const name = style.upper ? shape.name.toUpperCase() : shape.name;
  const texts = [
    [name],
    twoLines(name),
    ...(shape.code && shape.code !== shape.name && shape.code.length < name.length ? [[shape.code]] : []),
  ];
  return texts.map((lines) => ({
    lines,
    width: Math.max(...lines.map((line) => widthOf(ctx, line))),
    height: lines.length * style.size * 1.2,
  }));
}
