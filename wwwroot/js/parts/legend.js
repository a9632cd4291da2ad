import { html, svg } from 'lit';
import { icon } from './icons.js';
import { dayText, numberText } from '../pure/format.js';
import { isNamed, stepsOf } from '../pure/measures.js';
import { isFar, marksOf, TILE } from '../pure/patterns.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/**
 * @typedef {{label: string, colour: number | string, detail?: string}} Entry colour is a number, and where the kind is step the fill
 * that a drawing has: 'div-0', 'none hatched'
 * @typedef {'unclear' | 'none' | 'hidden'} Extra
 */

const SHAPES = {
  categorical: (colour) => svg`<rect class="fill-cat-${colour}" x="0.5" y="0.5" width="19" height="15" rx="3"/>`,
  line: (colour) => svg`<line class="stroke-line-${colour}" x1="0" y1="8" x2="20" y2="8"/>`,
  dot: (colour) => svg`<circle class="fill-dot-${colour}" cx="10" cy="8" r="5.5"/>`,
  step: (fill) =>
    svg`<rect class="fill-${fill.split(' ')[0]}" x="0.5" y="0.5" width="19" height="15" rx="3"/>${
      fill.endsWith('hatched') ? svg`<path class="hatch" d="m1 7 6-6M1 13 13 1M5 15 19 1M11 15l8-8M17 15l2-2"/>` : null
    }`,
  unclear: svg`
    <rect class="fill-none" x="0.5" y="0.5" width="19" height="15" rx="3"/>
    <path class="hatch" d="m1 7 6-6M1 13 13 1M5 15 19 1M11 15l8-8M17 15l2-2"/>
  `,
  none: svg`<rect class="fill-none is-dashed" x="0.5" y="0.5" width="19" height="15" rx="3"/>`,
  hidden: svg`
    <rect class="fill-none" x="0.5" y="0.5" width="19" height="15" rx="3"/>
    <path class="points" d="M5 5h.01M10 5h.01M15 5h.01M5 11h.01M10 11h.01M15 11h.01"/>
  `,
};

/** What the colours, lines and dots mean; and what it means when there is no colour. */
class Legend extends PartElement {
  static properties = {
    heading: {},
    kind: {},
    breaks: { attribute: false },
    unit: {},
    decimals: { type: Number },
    entries: { attribute: false },
    extras: { attribute: false },
    held: {},
  };

  constructor() {
    super();
    this.heading = '';
    this.unit = '';
    /** @type {any} */ this.decimals = undefined;
    this.held = '';
    /** @type {'sequential' | 'diverging' | 'categorical' | 'line' | 'dot' | 'step'} */ this.kind = 'categorical';
    /** @type {number[]} ends of the classes, one more than there are classes */ this.breaks = [];
    /** @type {Entry[]} */ this.entries = [];
    // What else is on the map; a label says it where it means something of its own.
    /** @type {(Extra | {shape: Extra, label: string})[]} */ this.extras = [];
  }

  render() {
    const t = words.legend;
    return html`<section class="legend" aria-labelledby="${this.uid}-heading">
      <h3 class="legend-heading" id="${this.uid}-heading">
        ${this.heading}${this.unit ? html` <span class="legend-unit">${this.unit}</span>` : null}
      </h3>
      ${
        this.kind === 'sequential' || this.kind === 'diverging'
          ? this.ramp()
          : html`<ul class="legend-list">
              ${this.entries.map(({ label, colour, detail }) => this.entry(SHAPES[this.kind](colour), label, detail))}
            </ul>`
      }
      ${
        this.extras.length > 0
          ? html`<ul class="legend-list">
              ${this.extras.map((extra) =>
                typeof extra === 'string' ? this.entry(SHAPES[extra], t[extra]) : this.entry(SHAPES[extra.shape], extra.label),
              )}
            </ul>`
          : null
      }
      ${this.held ? html`<p class="legend-held">${icon('lock')}<span>${t.held(dayText(this.held))}</span></p>` : null}
    </section>`;
  }

  entry(shape, label, detail = '') {
    return html`<li>
      <svg class="sample" viewBox="0 0 20 16" aria-hidden="true">${shape}</svg
      ><span>${label}</span>${detail ? html`<span class="legend-detail">${detail}</span>` : null}
    </li>`;
  }

  /** What tells the steps apart where colours are the reader's own: as many marks as on the map. @param {number} step */
  marks(step) {
    return html`<svg class="ramp-marks ${isFar(step) ? 'is-far' : ''}" aria-hidden="true">
      ${[4, 4 + TILE, 4 + 2 * TILE].flatMap((left) => marksOf(step).map(([x, y]) => svg`<circle cx=${left + x} cy=${y + 1} r="1.2"/>`))}
    </svg>`;
  }

  ramp() {
    const t = words.legend,
      text = (number) => numberText(number, this.decimals),
      steps = stepsOf(this.breaks.length - 1),
      name = this.kind === 'diverging' ? 'div' : 'seq';
    return html`<ul class="ramp">
        ${steps.map(
          (step, i) =>
            html`<li>
              <svg class="ramp-step" viewBox="0 0 10 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="fill-${name}-${step}" width="10" height="10" /></svg
              >${this.marks(step)}<span class="visually-hidden">${t.between(text(this.breaks[i]), text(this.breaks[i + 1]))}</span>
            </li>`,
        )}
      </ul>
      <p class="ramp-ends" aria-hidden="true">
        ${this.breaks.map((number, i) => html`<span>${isNamed(i, this.breaks.map(text)) ? text(number) : ''}</span>`)}
      </p>`;
  }
}
customElements.define('tm-legend', Legend);
