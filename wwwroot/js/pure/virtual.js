/** Browsers end an element at some 17 million pixels; beyond this height a step of the scroll bar stands for more than a row. */
export const TALLEST = 12_000_000;

const SPARE = 6; // rows drawn above and below what is seen, so that a quick scroll shows no gap

/**
 * Which rows to draw at a place of the scroll bar, and where.
 * @param {{count: number, rowHeight: number, scrolled: number, seen: number}} view count of all rows, pixels scrolled, pixels of rows
 * seen at once
 * @returns {{first: number, end: number, tall: number, at: (row: number) => number}} rows first..end-1, the height of all, and where a
 * row stands in it
 */
export function rowsInView({ count, rowHeight, scrolled, seen }) {
  const whole = count * rowHeight,
    tall = Math.min(whole, TALLEST);
  const reach = Math.max(0, tall - seen),
    offset = Math.min(Math.max(0, scrolled), reach);
  const top = reach > 0 ? (offset / reach) * Math.max(0, whole - seen) : 0;
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE),
    end = Math.min(count, Math.ceil((top + seen) / rowHeight) + SPARE);
  return { first, end, tall, at: (row) => row * rowHeight - top + offset };
}

/**
 * How far to scroll so that a row is wholly seen: as little as possible.
 * @param {{count: number, rowHeight: number, scrolled: number, seen: number}} view
 * @param {number} row
 * @returns {number} the pixels scrolled then
 */
export function scrolledTo({ count, rowHeight, scrolled, seen }, row) {
  const whole = count * rowHeight,
    reach = Math.max(0, Math.min(whole, TALLEST) - seen),
    free = Math.max(0, whole - seen);
  if (reach === 0) return 0;
  const top = (Math.min(Math.max(0, scrolled), reach) / reach) * free,
    from = row * rowHeight;
  const wanted = from < top ? from : from + rowHeight > top + seen ? from + rowHeight - seen : top;
  return wanted === top ? scrolled : (Math.min(wanted, free) / free) * reach;
}

/**
 * Where a key leads within a table; row -1 is its head.
 * @param {string} key @param {boolean} all with the control key
 * @param {{row: number, column: number}} from @param {{rows: number, columns: number, page: number}} size
 * @returns {{row: number, column: number} | null} null: the key does not move
 */
export function movedBy(key, all, { row, column }, { rows, columns, page }) {
  const to = {
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    PageDown: [page, 0],
    PageUp: [-page, 0],
    Home: [all ? -row : 0, -column],
    End: [all ? rows - 1 - row : 0, columns - 1 - column],
  }[key];
  if (!to) return null;
  const least = key === 'PageUp' && row >= 0 ? 0 : -1;
  return { row: Math.min(rows - 1, Math.max(least, row + to[0])), column: Math.min(columns - 1, Math.max(0, column + to[1])) };
}
