import { html } from 'lit';
import { icon } from './icons.js';
import { countText } from '../pure/format.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/** @typedef {{value: string, label: string, count?: number}} Chip */

/** Filters as chips: one of several, any of several, or those in force to be taken off. Emits `choose` {value} and `remove` {value}. */
class Chips extends PartElement {
  static properties = { label: {}, kind: {}, options: { attribute: false }, value: { attribute: false } };

  constructor() {
    super();
    this.label = '';
    /** @type {'one' | 'many' | 'removable'} */ this.kind = 'one';
    /** @type {Chip[]} */ this.options = [];
    /** @type {any} the one chosen, or a list of those chosen */ this.value = null;
  }

  render() {
    if (this.kind === 'removable')
      return html`<ul class="chips" aria-label=${this.label}>
        ${this.options.map(
          (chip) =>
            html` <li class="filter-chip is-on">
              <span>${chip.label}</span
              ><button
                type="button"
                class="chip-remove"
                data-value=${chip.value}
                aria-label=${words.chips.remove(chip.label)}
                title=${words.chips.remove(chip.label)}
                @click=${() => this.takeOff(chip)}
              >
                ${icon('close')}
              </button>
            </li>`,
        )}
      </ul>`;
    return this.kind === 'one'
      ? html`<div class="chips" role="radiogroup" aria-label=${this.label} @keydown=${this.key}>
          ${this.options.map(
            (chip, i) =>
              html` <button
                type="button"
                class="filter-chip ${this.isOn(chip) ? 'is-on' : ''}"
                role="radio"
                aria-checked=${this.isOn(chip) ? 'true' : 'false'}
                tabindex=${this.isOn(chip) || (i === 0 && !this.options.some((one) => this.isOn(one))) ? 0 : -1}
                @click=${() => this.choose(chip)}
              >
                ${this.inside(chip)}
              </button>`,
          )}
        </div>`
      : html`<div class="chips" role="group" aria-label=${this.label}>
          ${this.options.map(
            (chip) =>
              html` <button
                type="button"
                class="filter-chip ${this.isOn(chip) ? 'is-on' : ''}"
                aria-pressed=${this.isOn(chip) ? 'true' : 'false'}
                @click=${() => this.choose(chip)}
              >
                ${this.inside(chip)}
              </button>`,
          )}
        </div>`;
  }

  /** @param {Chip} chip */
  inside(chip) {
    return html`${this.isOn(chip) ? icon('check') : null}<span>${chip.label}</span>${
      chip.count === undefined ? null : html`<span class="chip-count">${countText(chip.count)}</span>`
    }`;
  }

  /** @param {Chip} chip */
  isOn({ value }) {
    return this.kind === 'one' ? this.value === value : (this.value?.includes(value) ?? false);
  }

  /** @param {Chip} chip */
  choose(chip) {
    const now = this.value ?? [];
    this.value = this.kind === 'one' ? chip.value : this.isOn(chip) ? now.filter((one) => one !== chip.value) : [...now, chip.value];
    this.emit('choose', { value: this.value });
  }

  /** The focus goes to the next chip, or to the one before. @param {Chip} chip */
  async takeOff(chip) {
    const at = this.options.indexOf(chip);
    this.emit('remove', { value: chip.value });
    await this.followed();
    const rest = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('.chip-remove'));
    rest[Math.min(at, rest.length - 1)]?.focus();
  }

  async key(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = Math.max(
      0,
      this.options.findIndex((chip) => this.isOn(chip)),
    );
    this.choose(this.options[(at + step + this.options.length) % this.options.length]);
    await this.focusOn('[aria-checked="true"]');
  }
}
customElements.define('tm-chips', Chips);
