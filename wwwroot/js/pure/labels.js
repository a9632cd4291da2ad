/**
 * @typedef {object} Wish one label that would like to be drawn
 * @property {number} x pixels, centre @property {number} y pixels, centre
 * @property {number} room pixels the area is wide at this zoom @property {number} [height] pixels it is high
 * @property {number} rank lower is placed first
 * @property {{lines: string[], width: number, height: number, boxes?: number[][]}[]} forms from the best to the shortest; a slanted one
 * says which boxes it takes
 */

/** Places labels so that none overlaps another and each fits its own area; those that do not fit stay away.
 * Deterministic: the same wishes give the same labels. Cost grows with the labels placed, not with the pairs.
 * @template {Wish} W
 * @param {W[]} wishes @param {{width: number, height: number}} screen @param {number} [gap] pixels kept free around each
 * @returns {{x: number, y: number, lines: string[], width: number, height: number, wish: W}[]} */
export function placeLabels(wishes, screen, gap = 4) {
  const taken = new Map();
  const placed = [];
  const ordered = wishes
    .map((wish, order) => ({ wish, order }))
    .sort((a, b) => a.wish.rank - b.wish.rank || b.wish.room - a.wish.room || a.order - b.order);
  for (const { wish } of ordered) {
    for (const form of wish.forms) {
      if (form.width > wish.room || form.height > (wish.height ?? Infinity)) continue;
      const own = form.boxes ?? [[wish.x - form.width / 2, wish.y - form.height / 2, wish.x + form.width / 2, wish.y + form.height / 2]];
      const boxes = own.map((box) => [box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap]);
      if (boxes.every((box) => box[2] < 0 || box[3] < 0 || box[0] > screen.width || box[1] > screen.height)) break;
      if (boxes.some((box) => collides(taken, box))) continue;
      for (const box of boxes) keep(taken, box);
      placed.push({ x: wish.x, y: wish.y, ...form, wish });
      break;
    }
  }
  return placed;
}

/** Breaks a name into at most two lines of similar length, at a space or after a dash or slash. @param {string} name @returns {string[]} */
export function twoLines(name) {
  let best = null;
  for (const found of name.matchAll(/[\s]+|(?<=[-–/])/g)) {
    const cut = found.index,
      first = name.slice(0, cut).trim(),
      second = name.slice(cut).trim();
    if (first && second) {
      const length = Math.max(first.length, second.length);
      if (!best || length < best.length) best = { length, lines: [first, second] };
    }
  }
  return best ? best.lines : [name];
}

const CELL = 96;

function* cellsOf(box) {
  for (let row = Math.floor(box[1] / CELL); row <= Math.floor(box[3] / CELL); row++)
    for (let column = Math.floor(box[0] / CELL); column <= Math.floor(box[2] / CELL); column++) yield row * 65536 + column;
}

function collides(taken, box) {
  for (const cell of cellsOf(box))
    for (const other of taken.get(cell) ?? [])
      if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return true;
  return false;
}

function keep(taken, box) {
  for (const cell of cellsOf(box)) {
    const boxes = taken.get(cell);
    if (boxes) boxes.push(box);
    else taken.set(cell, [box]);
  }
}
