import { html } from 'lit';
import { icon } from './icons.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/** @typedef {{key: string, label: string, isWrong?: boolean}} Step */

/** Where one is in a task of several steps. Steps that are done can be gone back to: tells `go` {key}. */
class Stepper extends PartElement {
  static properties = { label: {}, steps: { attribute: false }, now: {} };

  constructor() {
    super();
    this.label = '';
    this.now = '';
    /** @type {Step[]} */ this.steps = [];
  }

  render() {
    const t = words.stepper,
      at = this.steps.findIndex(({ key }) => key === this.now);
    return html`<nav aria-label=${this.label}>
      <p class="stepper-short" aria-hidden="true">${t.step(at + 1, this.steps.length)}</p>
      <ol class="stepper">
        ${this.steps.map((step, i) => {
          const state = step.isWrong ? 'wrong' : i < at ? 'done' : i === at ? 'now' : 'ahead';
          const inside = html`<span class="step-mark" aria-hidden="true"
              >${state === 'done' ? icon('check') : state === 'wrong' ? icon('warning') : i + 1}</span
            ><span class="step-label">${step.label}<span class="visually-hidden">${t[state]}</span></span>`;
          return html`<li class="step is-${state} ${i === at ? 'is-here' : ''}" aria-current=${i === at ? 'step' : 'false'}>
            ${
              i < at
                ? html`<button type="button" class="step-in" @click=${() => this.emit('go', { key: step.key })}>${inside}</button>`
                : html`<span class="step-in">${inside}</span>`
            }
          </li>`;
        })}
      </ol>
    </nav>`;
  }
}
customElements.define('tm-stepper', Stepper);
