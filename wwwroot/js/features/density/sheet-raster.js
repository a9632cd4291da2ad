import { patternOf } from './sheet-patterns.js';
import { rgbOf } from '../../pure/colours.js';
import { BLANK, pixelsOf, worldBoxOf } from '../../pure/raster.js';

/**
 * Pictures already made: one for each raster and set of colours.
 * @type {WeakMap<object, {wish: string, board: OffscreenCanvas, masks: Map<number, OffscreenCanvas>}>}
 */
const made = new WeakMap();

/** @param {import('../../pure/raster.js').Raster} raster @param {(value: number) => number} colourOf @returns {OffscreenCanvas} */
function boardOf(raster, colourOf) {
  const board = new OffscreenCanvas(raster.width, raster.height),
    image = new ImageData(raster.width, raster.height);
  new Uint32Array(image.data.buffer).set(pixelsOf(raster, colourOf));
  /** @type {OffscreenCanvasRenderingContext2D} */ (board.getContext('2d')).putImageData(image, 0, 0);
  return board;
}

const solid = (hex) => {
  const [r, g, b] = rgbOf(hex);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
};

/**
 * Draws a raster of classes, its cells crisp: what is blank is hatched; and each class with marks of its own where colours are the
 * reader's.
 * @param {import('../../map/sheet.js').Frame} frame
 * @param {import('../../pure/raster.js').Raster} raster
 * @param {string[]} colours of the classes
 * @param {({name: string, colour: string} | null)[]} marks the pattern of each class, null for none
 * @param {Record<string, any>} paint */
export function drawRaster(frame, raster, colours, marks, paint) {
  const { ctx, scale, ratio, left, top } = frame,
    wish = colours.join();
  let kept = made.get(raster);
  if (kept?.wish !== wish)
    made.set(
      raster,
      (kept = {
        wish,
        board: boardOf(raster, (value) => (value === BLANK ? 0 : solid(colours[Math.min(value, colours.length - 1)]))),
        masks: new Map(),
      }),
    );
  const [west, north, east, south] = worldBoxOf(raster),
    place = /** @type {const} */ ([west * scale - left, north * scale - top, (east - west) * scale, (south - north) * scale]);
  ctx.save();
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(kept.board, ...place);
  const over = [
    { value: BLANK, name: 'hatched', colour: paint.hatch },
    ...marks.flatMap((mark, value) => (mark ? [{ value, ...mark }] : [])),
  ];
  for (const { value, name, colour } of over) {
    let mask = kept.masks.get(value);
    if (!mask) kept.masks.set(value, (mask = boardOf(raster, (other) => (other === value ? 0xffffffff : 0))));
    const sheet = new OffscreenCanvas(Math.ceil(frame.width * ratio), Math.ceil(frame.height * ratio)),
      on = /** @type {any} */ (sheet.getContext('2d'));
    on.scale(ratio, ratio);
    on.imageSmoothingEnabled = false;
    on.drawImage(mask, ...place);
    on.globalCompositeOperation = 'source-in';
    on.fillStyle = patternOf(on, name, colour, ratio);
    on.fillRect(0, 0, frame.width, frame.height);
    ctx.drawImage(sheet, 0, 0, frame.width, frame.height);
  }
  ctx.restore();
}
