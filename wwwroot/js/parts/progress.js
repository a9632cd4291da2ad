import { html, nothing } from 'lit';
import { numberText } from '../pure/format.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

const SAID = 0.25; // each quarter is said aloud, not each step

/** How far long work is: what is done, what remains, and a way to stop it. Without a value it is not known how far. Emits `stop`. */
class Progress extends PartElement {
  static properties = {
    label: {},
    value: { attribute: false },
    done: {},
    remaining: {},
    stops: { type: Boolean },
    stopping: { type: Boolean },
  };

  constructor() {
    super();
    this.label = '';
    this.done = '';
    this.remaining = '';
    this.stops = false;
    this.stopping = false;
    /** @type {number | null} 0..1 */ this.value = null;
  }

  render() {
    const t = words.progress,
      share = this.value === null ? null : Math.min(1, Math.max(0, this.value));
    return html` <div class="part-progress">
      <p class="progress-line">
        <span class="progress-label" id="${this.uid}-label">${this.label}</span
        >${share === null ? null : html`<span class="progress-share">${t.share(numberText(Math.floor(share * 100), 0))}</span>`}
      </p>
      <progress max="1" value=${share ?? nothing} aria-labelledby="${this.uid}-label"></progress>
      <div class="progress-line">
        <p class="progress-detail">
          <span>${this.stopping ? t.stopping : this.done}</span
          >${this.remaining && !this.stopping ? html`<span>${this.remaining}</span>` : null}
        </p>
        ${
          this.stops
            ? html`<button
                type="button"
                class="button small"
                aria-label=${t.stopWhat(this.label)}
                aria-disabled=${this.stopping ? 'true' : nothing}
                @click=${() => {
                  if (!this.stopping) this.emit('stop');
                }}
              >
                ${t.stop}
              </button>`
            : null
        }
      </div>
      <p class="visually-hidden" role="status">
        ${share !== null && share >= SAID ? t.said(this.label, numberText(Math.floor(share / SAID) * SAID * 100, 0)) : ''}
      </p>
    </div>`;
  }
}
customElements.define('tm-progress', Progress);
