import { marksOf, TILE } from '../../pure/patterns.js';

const made = new Map();

/**
 * A tile of hatches, or of the marks of a step.
 * @param {string} name 'hatched', 'dotted', or 'step-N'
 * @param {string} colour
 * @param {number} ratio
 * @returns {OffscreenCanvas}
 */
function tileOf(name, colour, ratio) {
  const key = `${name} ${colour} ${ratio}`;
  if (made.has(key)) return made.get(key);
  const side = name === 'hatched' ? 8 : TILE,
    board = new OffscreenCanvas(Math.round(side * ratio), Math.round(side * ratio)),
    ctx = /** @type {OffscreenCanvasRenderingContext2D} */ (board.getContext('2d'));
  ctx.scale(board.width / side, board.height / side);
  Object.assign(ctx, { strokeStyle: colour, fillStyle: colour, lineWidth: 1.1 });
  ctx.beginPath();
  if (name === 'hatched') {
    for (const at of [-side, 0, side]) {
      ctx.moveTo(at - 1, side + 1);
      ctx.lineTo(at + side + 1, -1);
    }
    ctx.stroke();
  } else {
    for (const [x, y] of name === 'dotted' ? marksOf(3) : marksOf(Number(name.slice(5)))) {
      ctx.moveTo(x + 1.2, y);
      ctx.arc(x, y, 1.2, 0, Math.PI * 2);
    }
    ctx.fill();
  }
  made.set(key, board);
  return board;
}

/**
 * A pattern that stays as large on the screen as it is, whatever the context's own units.
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} name
 * @param {string} colour
 * @param {number} ratio device pixels for each pixel
 */
export function patternOf(ctx, name, colour, ratio) {
  const pattern = /** @type {CanvasPattern} */ (ctx.createPattern(tileOf(name, colour, ratio), 'repeat')),
    { a, d } = ctx.getTransform();
  pattern.setTransform(new DOMMatrix([1 / a, 0, 0, 1 / d, 0, 0]));
  return pattern;
}
