import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from './icons.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';
import { message } from './message.js';

/** @typedef {{key: string, text: string, kind?: 'done' | 'problem' | 'note', canUndo?: boolean, seconds?: number}} Toast */

const PICTURE = /** @type {const} */ ({ done: 'check', problem: 'warning', note: 'info' }),
  TICK = 250;

/**
 * Short words about what was done, newest below, each said once. Their time stands still while one of them is pointed at or focused, and
 * while the page is not looked at. Emits `undo` {key} and `gone` {key}.
 */
class Toasts extends PartElement {
  static properties = { toasts: { attribute: false }, said: { state: true } };

  constructor() {
    super();
    /** @type {Toast[]} */ this.toasts = [];
    /** @type {Map<string, number>} milliseconds each has left */ this.left = new Map();
    /** @type {HTMLElement | null} where the focus was before */ this.origin = null;
    this.said = { text: '', kind: 'done' };
    this.timer = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.timer = 0;
  }

  willUpdate() {
    const fresh = this.toasts.filter(({ key }) => !this.left.has(key));
    for (const { key, kind = 'done', canUndo = false, seconds } of fresh)
      this.left.set(key, 1000 * (seconds ?? (kind === 'problem' || canUndo ? 12 : 6)));
    for (const key of [...this.left.keys()]) if (!this.toasts.some((toast) => toast.key === key)) this.left.delete(key);
    const last = fresh.at(-1);
    if (last) this.said = { text: last.canUndo ? words.toasts.withUndo(last.text) : last.text, kind: last.kind ?? 'done' };
    if (this.left.size > 0 && !this.timer) this.timer = setInterval(() => this.tick(), TICK);
    if (this.left.size === 0) {
      clearInterval(this.timer);
      this.timer = 0;
    }
  }

  render() {
    const t = words.toasts,
      { text, kind } = this.said;
    return html` <div class="visually-hidden" role="status">${kind === 'problem' ? '' : text}</div>
      <div class="visually-hidden" role="alert">${kind === 'problem' ? text : ''}</div>
      <section class="toasts" aria-label=${t.label} ?hidden=${this.toasts.length === 0} @focusin=${this.entered}>
        ${repeat(
          this.toasts,
          ({ key }) => key,
          (toast) =>
            html` <div
              class="part-toast is-${toast.kind ?? 'done'}"
              data-key=${toast.key}
              @keydown=${(event) => {
                if (event.key === 'Escape') this.leave(toast.key, 'gone');
              }}
            >
              ${icon(PICTURE[toast.kind ?? 'done'])}
              <p>${message(toast.text)}</p>
              ${
                toast.canUndo
                  ? html`<button
                      type="button"
                      class="button small"
                      aria-label=${t.undoWhat(toast.text)}
                      @click=${() => this.leave(toast.key, 'undo')}
                    >
                      ${icon('undo')}${t.undo}
                    </button>`
                  : null
              }
              <button
                type="button"
                class="icon-button small"
                aria-label=${t.dismiss(toast.text)}
                title=${t.dismissShort}
                @click=${() => this.leave(toast.key, 'gone')}
              >
                ${icon('close')}
              </button>
            </div>`,
        )}
      </section>`;
  }

  tick() {
    if (document.hidden || this.querySelector('.toasts:hover, .toasts:focus-within')) return;
    for (const [key, left] of this.left) {
      this.left.set(key, left - TICK);
      if (left <= TICK) this.emit('gone', { key });
    }
  }

  entered(event) {
    if (event.relatedTarget && !this.contains(event.relatedTarget)) this.origin = event.relatedTarget;
  }

  /** The focus goes to the next of them, or back to where it was. @param {string} key @param {'undo' | 'gone'} how */
  async leave(key, how) {
    const hadFocus = this.contains(document.activeElement),
      at = this.toasts.findIndex((toast) => toast.key === key);
    this.emit(how, { key });
    await this.followed();
    if (!hadFocus) return;
    const rest = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('.part-toast .icon-button'));
    if (rest.length > 0) rest[Math.min(at, rest.length - 1)].focus();
    else if (this.origin?.isConnected) this.origin.focus();
  }
}
customElements.define('tm-toasts', Toasts);
