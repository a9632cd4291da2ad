import { sentenceOf } from '../core/actions.js';

/**
 * One question of a panel: what was asked last wins, and the same is not asked twice. What stood before stays while the next answer comes.
 * @template T
 */
export class Asked {
  /** @param {{requestUpdate(): void}} host @param {(value: T) => void} [came] */
  constructor(host, came = () => undefined) {
    this.host = host;
    this.came = came;
    /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ this.status = 'idle';
    /** @type {T | null} */ this.value = null;
    this.problem = '';
    this.wish = '';
    this.reading = new AbortController();
  }

  /** @param {any} wish what tells one question from another @param {(signal: AbortSignal) => Promise<T>} read */
  async want(wish, read) {
    const text = JSON.stringify(wish);
    if (text === this.wish) return;
    this.drop();
    this.wish = text;
    this.status = 'loading';
    const { signal } = this.reading;
    try {
      const value = await read(signal);
      if (signal.aborted) return;
      Object.assign(this, { value, status: 'ready', problem: '' });
      this.came(value);
    } catch (error) {
      if (signal.aborted) return;
      Object.assign(this, { status: 'failed', problem: sentenceOf(error) });
    }
    this.host.requestUpdate();
  }

  /** Lets go of what is on its way, so that the same may be asked again. */
  drop() {
    this.reading.abort();
    this.reading = new AbortController();
    this.wish = '';
  }

  /** Asks again after a failure. */
  again() {
    this.drop();
    this.host.requestUpdate();
  }

  /** Nothing is asked and nothing known. */
  clear() {
    this.drop();
    Object.assign(this, { status: 'idle', value: null });
  }
}
