/** @typedef {'idle' | 'loading' | 'ready' | 'failed'} Status idle: nothing was asked */

/**
 * One thing that is asked of the server. What was asked last wins: an older answer that comes late is dropped, and its request is ended.
 * The same question is not asked twice. What stood before stays while the next answer is on its way, and after a failure.
 * @template T
 */
export class Resource {
  /** @type {((signal: AbortSignal) => Promise<T>) | null} how the question that stands is asked */
  #read = null;
  #request = new AbortController();
  /** @type {Promise<boolean>} */
  #settled = Promise.resolve(false);
  #changed;
  #problemOf;
  #live;

  /**
   * @param {object} [how]
   * @param {(resource: Resource<T>) => void} [how.changed] called when status, value or problem changed
   * @param {(error: any) => string} [how.problemOf] the sentence for what was thrown
   * @param {string[]} [how.parts] of the city that the answer is made of (see changes.js)
   * @param {Set<Resource<any>>} [how.live] where it stands as long as something was asked
   * @param {() => boolean} [how.isShown] whether somebody looks at it; what nobody does is dropped when it changes, not read again
   */
  constructor({ changed = () => {}, problemOf = (error) => error.message, parts = [], live = new Set(), isShown = () => true } = {}) {
    this.#changed = changed;
    this.#problemOf = problemOf;
    this.#live = live;
    this.parts = parts;
    this.isShown = isShown;
    /** @type {Status} */ this.status = 'idle';
    /** @type {T | null} the last answer that came */ this.value = null;
    /** @type {string | null} a sentence */ this.problem = null;
    /** @type {string | null} what tells the question from another */ this.key = null;
  }

  /**
   * Asks, unless this is asked already.
   * @param {any} key what tells one question from another: a text, or data that is written as JSON
   * @param {(signal: AbortSignal) => Promise<T>} read
   * @param {object} [how]
   * @param {boolean} [how.keep] whether the value of the question before stays until the answer comes
   * @param {boolean} [how.retry] whether the same is asked again where it failed; without, only `again` does
   * @returns {Promise<boolean>} whether this answer came and still is the one that was asked for
   */
  want(key, read, { keep = true, retry = false } = {}) {
    const text = textOf(key),
      isOpen = this.status !== 'idle' && !(retry && this.status === 'failed');
    if (isOpen && text === this.key) return this.#settled;
    this.key = text;
    this.#read = read;
    if (!keep) this.value = null;
    return this.#start(read);
  }

  /** Asks the same again: after a failure, or because what it is made of changed. @returns {Promise<boolean>} */
  again() {
    return this.#read ? this.#start(this.#read) : Promise.resolve(false);
  }

  /**
   * Reads more of the same answer, such as its next page.
   * @template P
   * @param {(signal: AbortSignal) => Promise<P>} read
   * @param {(before: T, more: P) => T} join
   * @returns {Promise<boolean>}
   */
  extend(read, join) {
    const before = /** @type {T} */ (this.value);
    return this.#start(async (signal) => join(before, await read(signal)));
  }

  /** Takes an answer that is there already. @param {any} key @param {T} value @param {(signal: AbortSignal) => Promise<T>} read */
  put(key, value, read) {
    this.#request.abort();
    this.#read = read;
    this.#settled = Promise.resolve(true);
    this.#live.add(this);
    Object.assign(this, { key: textOf(key), value, status: 'ready', problem: null });
    this.#changed(this);
  }

  /** Nothing is asked and nothing known; what is on its way is dropped. */
  clear() {
    this.#request.abort();
    this.#read = null;
    this.#live.delete(this);
    if (this.status === 'idle') return;
    Object.assign(this, { key: null, value: null, status: 'idle', problem: null });
    this.#changed(this);
  }

  /** @param {(signal: AbortSignal) => Promise<T>} read */
  #start(read) {
    this.#request.abort();
    const { signal } = (this.#request = new AbortController());
    this.#live.add(this);
    Object.assign(this, { status: 'loading', problem: null });
    this.#settled = this.#run(read, signal);
    this.#changed(this);
    return this.#settled;
  }

  /** @param {(signal: AbortSignal) => Promise<T>} read @param {AbortSignal} signal */
  async #run(read, signal) {
    const outcome = await read(signal).then(
      (value) => ({ value, status: 'ready', problem: null }),
      (error) => ({ status: 'failed', problem: signal.aborted ? null : this.#problemOf(error) }),
    );
    if (signal.aborted) return false;
    Object.assign(this, outcome);
    this.#changed(this);
    return outcome.status === 'ready';
  }
}

/** @param {any} key */
const textOf = (key) => (typeof key === 'string' ? key : JSON.stringify(key));
