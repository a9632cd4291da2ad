/**
 * @typedef {object} Along where a text lies along a line
 * @property {number} x pixels, its middle @property {number} y
 * @property {number} angle radians, between -90 and 90 degrees, so that it is never upside down
 */

const STRAIGHT = 0.985; // chord over length: beyond, the letters would leave the line

/** Finds a stretch of a line straight enough for a text: at the middle first, then on both sides of it.
 * @param {ArrayLike<number>} line x0, y0, x1, y1, … pixels @param {number} width of the text @returns {Along | null} */
export function alongLine(line, width) {
  const ends = [0];
  for (let i = 2; i < line.length; i += 2) ends.push(ends[ends.length - 1] + Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]));
  const length = ends[ends.length - 1];
  for (const share of [0.5, 0.3, 0.7]) {
    const from = length * share - width / 2,
      to = from + width;
    if (from < 0 || to > length) continue;
    const [ax, ay] = pointAt(line, ends, from),
      [bx, by] = pointAt(line, ends, to);
    if (Math.hypot(bx - ax, by - ay) < width * STRAIGHT) continue;
    const forward = bx > ax || (bx === ax && by < ay);
    return { x: (ax + bx) / 2, y: (ay + by) / 2, angle: forward ? Math.atan2(by - ay, bx - ax) : Math.atan2(ay - by, ax - bx) };
  }
  return null;
}

function pointAt(line, ends, distance) {
  let i = 1;
  while (i < ends.length - 1 && ends[i] < distance) i++;
  const span = ends[i] - ends[i - 1],
    share = span === 0 ? 0 : (distance - ends[i - 1]) / span;
  return [line[2 * i - 2] + (line[2 * i] - line[2 * i - 2]) * share, line[2 * i - 1] + (line[2 * i + 1] - line[2 * i - 1]) * share];
}

/**
 * The room that a slanted text takes: squares along it.
 * @param {Along} at
 * @param {number} width
 * @param {number} height
 * @returns {[number, number, number, number][]} left, top, right, bottom
 */
export function boxesAlong({ x, y, angle }, width, height) {
  const count = Math.max(1, Math.ceil(width / height)),
    step = width / count;
  return Array.from({ length: count }, (_, i) => {
    const away = (i + 0.5) * step - width / 2,
      cx = x + Math.cos(angle) * away,
      cy = y + Math.sin(angle) * away;
    return [cx - height / 2, cy - height / 2, cx + height / 2, cy + height / 2];
  });
}
