/** @typedef {{key: string, z: number, x: number, y: number}} TileName */

const AT_ONCE = 6;

/**
 * Tiles of one kind, read as the map comes to need them, a few at a time. Those that are there stay until others need the room.
 * @template {TileName} N the tile that is wanted
 * @template T the tile that came
 */
export class TilePool {
  /** The oldest first. @type {Map<string, T>} */
  #known = new Map();
  /** @type {Set<string>} */
  #coming = new Set();
  #request = new AbortController();
  /** @type {N[]} */
  #wanted = [];
  #shownKeys = '';
  #how;

  /**
   * @param {object} how
   * @param {number} how.most that are kept
   * @param {(tile: N, signal: AbortSignal) => Promise<T>} how.read
   * @param {() => void} how.changed called when others are shown
   * @param {(error: any) => void} [how.failed] without it, a tile that did not come is asked for again when the map moves
   */
  constructor(how) {
    this.#how = how;
    /** @type {N[]} the tiles wanted that are there; after a change of zoom those of before, until all have come */ this.shown = [];
  }

  /** The tiles that are shown, as they came. @returns {T[]} */
  get tiles() {
    return this.shown.map(({ key }) => /** @type {T} */ (this.#known.get(key)));
  }

  /** @param {N[]} tiles */
  want(tiles) {
    this.#wanted = tiles;
    this.#show();
    this.#readMore();
  }

  /** Drops all that is there or on its way. */
  clear() {
    this.#request.abort();
    this.#request = new AbortController();
    this.#known.clear();
    this.#coming.clear();
    this.#wanted = [];
    this.#show();
  }

  #readMore() {
    for (const one of this.#wanted) {
      if (this.#coming.size >= AT_ONCE) return;
      if (!this.#known.has(one.key) && !this.#coming.has(one.key)) this.#readOne(one);
    }
  }

  /** @param {N} one */
  async #readOne(one) {
    const { signal } = this.#request;
    this.#coming.add(one.key);
    try {
      const tile = await this.#how.read(one, signal);
      if (signal.aborted) return;
      this.#known.set(one.key, tile);
      if (this.#known.size > this.#how.most) this.#known.delete(this.#known.keys().next().value ?? '');
      this.#coming.delete(one.key);
      this.#show();
      this.#readMore();
    } catch (error) {
      if (signal.aborted) return;
      this.#coming.delete(one.key);
      this.#how.failed?.(error);
    }
  }

  #show() {
    const here = this.#wanted.filter(({ key }) => this.#known.has(key));
    if (here.length < this.#wanted.length && this.shown.length > 0 && this.shown[0].z !== this.#wanted[0].z) return;
    const keys = here.map(({ key }) => key).join(' ');
    this.shown = here;
    if (keys === this.#shownKeys) return;
    this.#shownKeys = keys;
    this.#how.changed();
  }
}
