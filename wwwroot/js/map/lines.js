import { alongLine, boxesAlong } from '../pure/along.js';
import { lineWidth, namedFrom } from '../pure/line-tiles.js';

const RANKS = ['minor', 'middle', 'main'];
const paths = new WeakMap();

/**
 * The lines of a tile, one path for each rank: made once.
 * @param {import('./line-tiles.js').LineTile} tile
 * @returns {Record<string, Path2D>}
 */
function pathsOf(tile) {
  let made = paths.get(tile);
  if (!made) {
    made = {};
    for (const { rank, points } of tile.lines) {
      const path = (made[rank] ??= new Path2D());
      path.moveTo(points[0], points[1]);
      for (let i = 2; i < points.length; i += 2) path.lineTo(points[i], points[i + 1]);
    }
    paths.set(tile, made);
  }
  return made;
}

/**
 * Where a tile lies on the sheet: its left and top, and pixels for one of its units.
 * @param {import('./sheet.js').Frame} frame
 * @param {import('./line-tiles.js').LineTile} tile
 */
const placeOf = ({ scale, left, top }, { x, y, z, extent }) => {
  const size = (256 * scale) / 2 ** z;
  return { left: x * size - left, top: y * size - top, unit: size / extent };
};

/** Streets, quiet enough to lie under everything else.
 * @param {import('./sheet.js').Frame} frame @param {import('./line-tiles.js').LineTile[]} tiles @param {string} colour */
export function drawLines(frame, tiles, colour) {
  const { ctx, ratio, zoom } = frame;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineJoin = 'round';
  ctx.lineCap = 'butt'; // lines are cut at the edge of their tile and go on in the next
  for (const tile of tiles) {
    const { left, top, unit } = placeOf(frame, tile),
      made = pathsOf(tile);
    ctx.setTransform(ratio * unit, 0, 0, ratio * unit, ratio * left, ratio * top);
    for (const rank of RANKS) {
      const width = made[rank] ? lineWidth(rank, zoom) : 0;
      if (width === 0) continue;
      ctx.lineWidth = width / unit;
      ctx.stroke(made[rank]);
    }
  }
  ctx.restore();
}

const APART = 420; // pixels between two names of the same street

/** Names of streets that would like to be drawn, along their lines.
 * @param {import('./sheet.js').Frame} frame
 * @param {import('./line-tiles.js').LineTile[]} tiles
 * @param {{family: string, label: string, halo: string}} paint
 * @param {(text: string) => number} widthOf with the font set */
export function lineWishes(frame, tiles, paint, widthOf) {
  const wishes = [],
    named = new Map();
  const found = tiles.flatMap((tile) =>
    tile.lines.filter(({ name, rank }) => name && frame.zoom >= namedFrom(rank)).map((line) => ({ tile, line })),
  );
  found.sort((a, b) => b.line.points.length - a.line.points.length);
  for (const { tile, line } of found) {
    const { left, top, unit } = placeOf(frame, tile),
      main = line.rank === 'main',
      size = main ? 11.5 : 10.5;
    const style = { size, font: `500 ${size}px ${paint.family}`, colour: paint.label, halo: paint.halo };
    frame.ctx.font = style.font;
    const width = widthOf(line.name);
    const at = alongLine(
      line.points.map((one, i) => (i % 2 ? top : left) + one * unit),
      width + 8,
    );
    if (!at || at.x < 0 || at.y < 0 || at.x > frame.width || at.y > frame.height) continue;
    const others = named.get(line.name) ?? [];
    if (others.some((other) => Math.hypot(other.x - at.x, other.y - at.y) < APART)) continue;
    named.set(line.name, [...others, at]);
    wishes.push({
      x: at.x,
      y: at.y,
      angle: at.angle,
      room: width,
      rank: main ? 5 : 6,
      style,
      forms: [{ lines: [line.name], width, height: size, boxes: boxesAlong(at, width, size) }],
    });
  }
  return wishes;
}
