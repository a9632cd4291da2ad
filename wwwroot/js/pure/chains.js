/**
 * @typedef {object} Chain a piece of boundary line, drawn once however many areas it parts
 * @property {number[]} line [x0, y0, x1, y1, …] as in the shapes
 * @property {[number, number, number, number]} box
 */

const LONGEST = 96; // vertices: short pieces are cheap to stroke and to leave out when they are off the screen

/** The lines of a layer, each shared piece once: half the ink, and no line drawn twice as heavy as its neighbour.
 * Neighbours must share their vertices, as simplified areas from the server do; where they do not, both lines are kept.
 * @param {import('./shapes.js').Shapes} shapes
 * @param {number} [detail] vertices closer than this to the one before are left out, ends never
 * @returns {Chain[]} */
export function chainsOf(shapes, detail = 0) {
  const seen = new Set(),
    chains = [];
  for (const { parts } of shapes.list) {
    for (const ring of parts) {
      let line = [];
      const close = () => {
        if (line.length > 2) {
          const kept = thinned(line, detail);
          chains.push({ line: kept, box: boxOf(kept) });
        }
        line = [];
      };
      for (let i = 2; i < ring.length; i += 2) {
        const key = keyOf(ring[i - 2], ring[i - 1], ring[i], ring[i + 1]);
        if (seen.has(key)) {
          close();
          continue;
        }
        seen.add(key);
        if (line.length === 0) line.push(ring[i - 2], ring[i - 1]);
        line.push(ring[i], ring[i + 1]);
        if (line.length >= LONGEST * 2) close();
      }
      close();
    }
  }
  return chains;
}

function thinned(line, detail) {
  if (detail <= 0) return line;
  const kept = [line[0], line[1]];
  let x = line[0],
    y = line[1];
  for (let i = 2; i < line.length - 2; i += 2) {
    if (Math.abs(line[i] - x) < detail && Math.abs(line[i + 1] - y) < detail) continue;
    x = line[i];
    y = line[i + 1];
    kept.push(x, y);
  }
  kept.push(line.at(-2), line.at(-1));
  return kept;
}

const whole = new Float64Array(2),
  bits = new Int32Array(whole.buffer);

/**
 * A number for an edge, the same both ways: 53 bits of hash, so that two of a million edges meet by chance once in twenty thousand cities.
 */
function keyOf(ax, ay, bx, by) {
  const a = mix(ax, ay),
    b = mix(bx, by);
  const low = Math.imul(a.low ^ b.low, 0x9e3779b1) ^ (a.low + b.low),
    high = (a.high + b.high) ^ Math.imul(a.high ^ b.high, 0x85ebca6b);
  return (low >>> 0) + (high & 0x1fffff) * 4294967296;
}

function mix(x, y) {
  whole[0] = x;
  whole[1] = y;
  let low =
    Math.imul(bits[0] ^ (bits[0] >>> 15), 0x2c1b3c6d) ^
    Math.imul(bits[1], 0x297a2d39) ^
    Math.imul(bits[2] ^ (bits[2] >>> 13), 0x1b873593) ^
    Math.imul(bits[3], 0x165667b1);
  let high = Math.imul(bits[3] ^ (bits[2] >>> 7), 0x7feb352d) ^ Math.imul(bits[1] ^ (bits[0] >>> 9), 0x846ca68b);
  low ^= low >>> 16;
  high ^= high >>> 15;
  return { low, high };
}

function boxOf(line) {
  const box = /** @type {[number, number, number, number]} */ ([Infinity, Infinity, -Infinity, -Infinity]);
  for (let i = 0; i < line.length; i += 2) {
    if (line[i] < box[0]) box[0] = line[i];
    if (line[i] > box[2]) box[2] = line[i];
    if (line[i + 1] < box[1]) box[1] = line[i + 1];
    if (line[i + 1] > box[3]) box[3] = line[i + 1];
  }
  return box;
}
