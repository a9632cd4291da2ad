const LONGEST = 20; // milliseconds at a stretch: the page stays quick to the touch

/** Does long work piece by piece, and lets the page breathe between.
 * @template T, R
 * @param {Generator<T, R>} work
 * @param {() => boolean} [isWanted] asked after each breath
 * @param {(piece: T) => void} [take] what each piece brought
 * @returns {Promise<R | null>} null when it was no longer wanted */
export async function inPieces(work, isWanted = () => true, take = () => undefined) {
  for (let until = performance.now() + LONGEST; ;) {
    const step = work.next();
    if (step.done) return step.value;
    take(step.value);
    if (performance.now() < until) continue;
    await new Promise((go) => setTimeout(go));
    if (!isWanted()) return null;
    until = performance.now() + LONGEST;
  }
}
