import { html, nothing, svg } from 'lit';
import { numberText } from '../pure/format.js';
import { placeOn } from '../pure/measures.js';
import { monthShort, monthsText, monthText } from '../pure/months.js';
import { endMoved, topOf, touched, yearsUnder } from '../pure/trend.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/**
 * @typedef {import('../pure/trend.js').Bar & {low?: number | null, high?: number | null}} Bar low and high where an amount is only known
 * between two
 */

const HEIGHT = 112,
  SETTLES = 500,
  YEARS = 6; // pixels; milliseconds after the last key; how many years are written

/**
 * Months as bars from zero. The last one that the data do not have whole is outlined only, one that is not told is an empty box.
 * With `chooses` a row of them is taken by dragging, or by its two ends with the arrow keys. Emits `choose` {from, to}, both null when
 * all are wanted again.
 */
class Trend extends PartElement {
  static properties = {
    heading: {},
    bars: { attribute: false },
    chosen: { attribute: false },
    chooses: { type: Boolean },
    amountText: { attribute: false },
    decimals: { type: Number },
    unit: {},
    at: { state: true },
    drag: { state: true },
  };

  constructor() {
    super();
    this.heading = '';
    this.unit = '';
    /** @type {any} */ this.decimals = undefined;
    /** @type {Bar[]} */ this.bars = [];
    /** @type {{from: number, to: number} | null} */ this.chosen = null;
    this.chooses = false;
    /** @type {((bar: Bar) => string) | null} what is said of a bar, where it is more than its number */ this.amountText = null;
    /** @type {number | null} the bar that is read */ this.at = null;
    /** @type {{from: number, to: number} | null} what is being taken and not yet told */ this.drag = null;
    this.anchor = -1;
    this.timer = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** What is marked as taken. */
  get taken() {
    return this.drag ?? this.chosen ?? touched(this.bars, { first: null, last: null });
  }

  render() {
    const { bars } = this,
      t = words.trend,
      top = topOf(bars.map(({ amount, high }) => high ?? amount)),
      last = bars[bars.length - 1];
    if (!last) return html`<p class="note">${words.stat.none}</p>`;
    const text = (number) => numberText(number, this.decimals);
    return html`<figure class="trend">
      <figcaption class="line-head">
        <span class="line-heading">${this.heading}${this.unit ? html` <span class="legend-unit">${this.unit}</span>` : null}</span
        ><span class="line-read" aria-hidden="true">${this.said(this.at ?? bars.length - 1)}</span>
      </figcaption>
      <div class="trend-plot">
        <div class="trend-scale" aria-hidden="true"><span>${text(top)}</span><span>${text(top / 2)}</span><span>${text(0)}</span></div>
        <div
          class="trend-frame ${this.chooses ? 'chooses' : ''}"
          role=${this.chooses ? 'group' : nothing}
          aria-label=${this.chooses ? t.choose : nothing}
          @pointerdown=${this.grab}
          @pointermove=${this.follow}
          @pointerup=${this.drop}
          @pointercancel=${this.cancel}
          @pointerleave=${() => {
            if (this.anchor < 0) this.at = null;
          }}
        >
          ${this.picture(top)} ${this.chooses && this.taken ? html`${this.end('from', this.taken)}${this.end('to', this.taken)}` : null}
        </div>
        <div class="trend-years" aria-hidden="true">
          ${yearsUnder(bars, YEARS).map(({ at, year }) => html`<span data-at=${(100 * at) / bars.length}>${year}</span>`)}
        </div>
      </div>
      ${
        last.isWhole
          ? null
          : html`<p class="note">${t.unfinished(monthsText(bars.find(({ isWhole }) => !isWhole)?.month ?? last.month, last.month))}</p>`
      }
      <details class="numbers-below">
        <summary>${t.table}</summary>
        <div class="rows" tabindex="0" role="region" aria-label=${this.heading}>
          <table>
            <caption class="visually-hidden">
              ${this.heading}
            </caption>
            <thead>
              <tr>
                <th scope="col">${t.month}</th>
                <th scope="col">${t.amount}</th>
              </tr>
            </thead>
            <tbody>
              ${bars.map(
                (bar) =>
                  html`<tr>
                    <th scope="row">${monthText(bar.month)}</th>
                    <td class="number">${this.amount(bar)}${bar.isWhole ? null : html` <span class="note">${t.sofar}</span>`}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </details>
    </figure>`;
  }

  picture(top) {
    const { bars } = this,
      wide = 100 / bars.length,
      gap = bars.length > 60 ? 0.08 : 0.18,
      taken = this.taken,
      isAll = !taken || (taken.from === 0 && taken.to === bars.length - 1);
    const y = (amount) => HEIGHT - (placeOn(amount, [0, top]) * (HEIGHT - 1)) / 100;
    return html`<svg class="trend-bars" height=${HEIGHT} width="100%" role="img" aria-label=${this.summary()}>
      ${svg`
        <line class="trend-rule" x1="0" x2="100%" y1="0.5" y2="0.5"/>
        <line class="trend-rule" x1="0" x2="100%" y1=${HEIGHT / 2} y2=${HEIGHT / 2}/>
      `}
      ${
        taken && !isAll
          ? svg`<rect class="trend-taken" x="${taken.from * wide}%" width="${(taken.to - taken.from + 1) * wide}%" y="0" height=${HEIGHT}/>`
          : null
      }
      ${bars.map(({ amount, low, high, isWhole }, i) => {
        const x = `${(i + gap / 2) * wide}%`,
          width = `${(1 - gap) * wide}%`,
          state = `${taken && (i < taken.from || i > taken.to) ? 'is-out' : ''} ${i === this.at ? 'is-read' : ''}`;
        if (amount === null) return svg`<rect class="trend-bar is-untold ${state}" x=${x} width=${width} y=${HEIGHT - 14} height="13"/>`;
        const isRange = low !== null && low !== undefined && high !== null && high !== undefined && low < high,
          from = y(isRange ? low : amount);
        return svg`${
          isRange
            ? svg`<rect class="trend-bar is-part ${state}" x=${x} width=${width} y=${y(high)} height=${Math.max(1, from - y(high))}/>`
            : null
        }<rect class="trend-bar ${isWhole ? '' : 'is-part'} ${state}" x=${x} width=${width} y=${from} height=${Math.max(
          0,
          HEIGHT - from,
        )}/>`;
      })}
      ${svg`<line class="trend-base" x1="0" x2="100%" y1=${HEIGHT - 0.5} y2=${HEIGHT - 0.5}/>`}
    </svg>`;
  }

  /** @param {'from' | 'to'} name @param {{from: number, to: number}} taken */
  end(name, taken) {
    const t = words.trend,
      at = taken[name],
      edge = name === 'from' ? at : at + 1;
    return html`<span
      class="trend-end is-${name}"
      role="slider"
      tabindex="0"
      data-end=${name}
      data-at=${(100 * edge) / this.bars.length}
      aria-label=${t.ends[name]}
      aria-valuemin="1"
      aria-valuemax=${this.bars.length}
      aria-valuenow=${at + 1}
      aria-valuetext=${this.said(at)}
      @keydown=${(event) => this.key(event, name)}
      @focus=${() => {
        this.at = at;
      }}
      @blur=${() => {
        this.at = null;
        this.settle(0);
      }}
    ></span>`;
  }

  /** The policy forbids styles in attributes, so places are set one by one. */
  updated() {
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('[data-at]')))
      mark.style.insetInlineStart = `${mark.dataset.at}%`;
  }

  /** @param {Bar} bar */
  amount(bar) {
    return this.amountText ? this.amountText(bar) : bar.amount === null ? words.stat.none : numberText(bar.amount, this.decimals);
  }

  /** @param {number} i */
  said(i) {
    const bar = this.bars[Math.max(0, Math.min(this.bars.length - 1, i))];
    return words.trend.at(monthText(bar.month), this.amount(bar), bar.isWhole ? '' : words.trend.sofar);
  }

  summary() {
    const { bars } = this,
      most = bars.reduce((best, bar) => ((bar.amount ?? -1) > (best.amount ?? -1) ? bar : best), bars[0]);
    return words.trend.summary(
      this.heading,
      monthShort(bars[0].month),
      monthShort(bars[bars.length - 1].month),
      monthText(most.month),
      this.amount(most),
    );
  }

  /** @param {PointerEvent} event */
  barUnder(event) {
    const box = /** @type {Element} */ (this.querySelector('.trend-bars')).getBoundingClientRect();
    return Math.max(0, Math.min(this.bars.length - 1, Math.floor(((event.clientX - box.left) / box.width) * this.bars.length)));
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (!this.chooses || event.button !== 0) return;
    const end = /** @type {HTMLElement} */ (event.target).dataset.end,
      under = this.barUnder(event);
    this.anchor = end && this.taken ? (end === 'from' ? this.taken.to : this.taken.from) : under;
    if (!end) this.drag = { from: under, to: under };
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  follow(event) {
    this.at = this.barUnder(event);
    if (this.anchor >= 0) this.drag = { from: Math.min(this.anchor, this.at), to: Math.max(this.anchor, this.at) };
  }

  drop() {
    if (this.anchor < 0) return;
    this.anchor = -1;
    // its two ends lie over the one month: a press on it takes it back
    if (!this.drag && this.chosen?.from === this.chosen?.to) this.drag = this.chosen;
    this.settle(0);
  }

  cancel() {
    this.anchor = -1;
    this.drag = null;
  }

  /** @param {KeyboardEvent} event @param {'from' | 'to'} name */
  key(event, name) {
    if (event.altKey || event.metaKey || event.ctrlKey || !this.taken) return;
    const moved = endMoved(event.key, name, this.taken, this.bars.length);
    if (!moved) return;
    event.preventDefault();
    this.drag = moved;
    this.at = moved[name];
    this.settle(SETTLES);
  }

  /**
   * Tells what was taken, once nothing more comes. Taking the one month that is taken, or all of them, takes the choice back.
   * @param {number} after milliseconds
   */
  settle(after) {
    clearTimeout(this.timer);
    if (!this.drag) return;
    this.timer = setTimeout(() => {
      const { drag, chosen, bars } = this;
      this.drag = null;
      if (!drag || (drag.from === chosen?.from && drag.to === chosen.to && drag.from !== drag.to)) return;
      const isBack =
        (drag.from === 0 && drag.to === bars.length - 1) || (drag.from === drag.to && chosen?.from === drag.from && chosen.to === drag.to);
      this.emit('choose', isBack ? { from: null, to: null } : drag);
    }, after);
  }
}
customElements.define('tm-trend', Trend);
