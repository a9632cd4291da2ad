import { html, nothing, svg } from 'lit';
import { dayText, numberText } from '../pure/format.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/** @typedef {{label: string, values: (number | null)[], low?: (number | null)[], high?: (number | null)[]}} Series */

const COLOURS = ['--accent', '--dot-1', '--dot-6'],
  DASHES = [[], [7, 4], [2, 4]],
  HEIGHT = 180;

/** @param {string} colour */
function pointOf(colour) {
  const point = document.createElement('div');
  point.style.background = colour;
  return point;
}

/**
 * A small line chart over days, up to three lines told apart by colour and by dashes. Read by pointing, by the arrow keys, and as a table
 * by those who do not see it. What draws it is fetched when the first one is shown.
 */
class Line extends PartElement {
  static properties = {
    heading: {},
    unit: {},
    decimals: { type: Number },
    days: { attribute: false },
    series: { attribute: false },
    at: { state: true },
    failed: { state: true },
  };

  constructor() {
    super();
    this.heading = '';
    this.unit = '';
    /** @type {any} */ this.decimals = undefined;
    this.failed = false;
    /** @type {any} */ this.plot = null;
    /** @type {string[]} yyyy-mm-dd, rising */ this.days = [];
    /** @type {Series[]} */ this.series = [];
    /** @type {number | null} the day that is read */ this.at = null;
    this.watch = new ResizeObserver(() => this.plot?.setSize({ width: this.box?.clientWidth ?? 0, height: HEIGHT }));
    this.theme = new MutationObserver(() => this.draw());
    this.dark = window.matchMedia('(prefers-color-scheme: dark)');
    this.redraw = () => this.draw();
  }

  get box() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.chart'));
  }

  connectedCallback() {
    super.connectedCallback();
    this.theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.dark.addEventListener('change', this.redraw);
    if (this.hasUpdated) this.draw();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
    this.theme.disconnect();
    this.dark.removeEventListener('change', this.redraw);
    this.plot?.destroy();
    this.plot = null;
  }

  /** @param {Map<string, any>} changed */
  updated(changed) {
    if (['days', 'series'].some((name) => changed.has(name))) this.draw();
  }

  render() {
    const t = words.line,
      last = this.days.length - 1,
      at = this.at ?? last;
    return html`<figure class="line-chart">
      <figcaption class="line-head">
        <span class="line-heading">${this.heading}${this.unit ? html` <span class="legend-unit">${this.unit}</span>` : null}</span
        ><span class="line-read" aria-hidden="true">${last >= 0 ? this.said(at) : ''}</span>
      </figcaption>
      ${
        this.series.length > 1
          ? html`<ul class="legend-list line-keys">
              ${this.series.map(
                ({ label }, i) =>
                  html`<li>
                    <svg class="sample" viewBox="0 0 20 16" aria-hidden="true">
                      ${svg`<line class="stroke-series-${i}" x1="0" y1="8" x2="20" y2="8"/>`}</svg
                    ><span>${label}</span>
                  </li>`,
              )}
            </ul>`
          : null
      }
      ${
        last < 0
          ? html`<p class="grid-none">${words.stat.none}</p>`
          : html`<div
              class="chart-frame"
              role="slider"
              tabindex="0"
              aria-readonly="true"
              aria-label=${t.label(this.heading)}
              aria-valuemin="1"
              aria-valuemax=${last + 1}
              aria-valuenow=${at + 1}
              aria-valuetext=${this.said(at)}
              @keydown=${this.key}
              @blur=${() => {
                if (!this.matches(':hover')) this.read(null);
              }}
            >
              <div class="chart" aria-hidden="true"></div>
            </div>`
      }
      ${this.failed ? html`<p class="problem-text" role="alert">${t.failed}</p>` : null}
      <div class=${this.failed ? 'rows' : 'visually-hidden'} tabindex=${this.failed ? 0 : nothing}>
        <table>
          <caption>
            ${this.heading}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t.day}</th>
              ${this.series.map(({ label }) => html`<th scope="col">${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.days.map(
              (day, i) =>
                html`<tr>
                  <th scope="row">${dayText(day)}</th>
                  ${this.series.map((series) => html`<td>${this.amount(series, i)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </figure>`;
  }

  /** @param {Series} series @param {number} i */
  amount({ values, low, high }, i) {
    const t = words.line,
      text = (number) => numberText(number, this.decimals);
    if (values[i] === null) return words.stat.none;
    return low && high && low[i] !== null && high[i] !== null ? t.interval(text(values[i]), text(low[i]), text(high[i])) : text(values[i]);
  }

  /** @param {number} i */
  said(i) {
    return words.line.at(
      dayText(this.days[i]),
      this.series.map((series) => (this.series.length > 1 ? `${series.label} ${this.amount(series, i)}` : this.amount(series, i))),
    );
  }

  async draw() {
    if (!this.isConnected || this.days.length === 0) return;
    let Plot;
    try {
      ({ default: Plot } = await import('uplot'));
    } catch {
      this.failed = true;
      return;
    }
    await this.updateComplete;
    if (!this.isConnected || !this.box) return;
    this.plot?.destroy();
    const style = getComputedStyle(this),
      colour = (name) => style.getPropertyValue(name).trim(),
      font = `12px ${colour('--family')}`;
    const x = this.days.map((day) => Date.parse(`${day}T00:00:00Z`) / 1000),
      data = /** @type {any[]} */ ([x]),
      series = /** @type {any[]} */ ([{}]),
      bands = [];
    this.series.forEach(({ values, low, high }, i) => {
      data.push(values);
      series.push({
        colour: colour(COLOURS[i]),
        stroke: colour(COLOURS[i]),
        width: 2,
        dash: DASHES[i],
        points: { show: values.length < 2 },
        spanGaps: false,
      });
      if (!low || !high) return;
      data.push(high, low);
      series.push({ stroke: 'transparent', points: { show: false } }, { stroke: 'transparent', points: { show: false } });
      bands.push({ series: [data.length - 2, data.length - 1], fill: `color-mix(in srgb, ${colour(COLOURS[i])} 18%, transparent)` });
    });
    const axis = { stroke: colour('--ink-2'), font, ticks: { show: false } };
    this.plot = new Plot(
      {
        width: this.box.clientWidth,
        height: HEIGHT,
        padding: [10, 30, 0, 0],
        legend: { show: false },
        series,
        bands,
        tzDate: (seconds) => Plot.tzDate(new Date(seconds * 1000), 'UTC'),
        cursor: {
          y: false,
          drag: { x: false, y: false },
          points: { show: (_plot, i) => (series[i].colour ? pointOf(series[i].colour) : /** @type {any} */ (null)) },
        },
        scales: { y: { range: (_plot, least, most) => [Math.min(0, least ?? 0), (most ?? 1) * 1.05 || 1] } },
        axes: [
          {
            ...axis,
            grid: { show: false },
            size: 28,
            gap: 6,
            space: 84,
            values: (_plot, marks) => marks.map((seconds) => dayText(new Date(seconds * 1000).toISOString().slice(0, 10))),
          },
          {
            ...axis,
            grid: { stroke: colour('--rule'), width: 1 },
            size: 42,
            gap: 6,
            space: 36,
            values: (_plot, marks) => marks.map((number) => numberText(number)),
          },
        ],
        hooks: {
          setCursor: [
            (plot) => {
              this.at = plot.cursor.idx ?? null;
            },
          ],
        },
      },
      data,
      this.box,
    );
    this.watch.observe(this.box);
  }

  /** @param {number | null} i the day to read, null for none */
  read(i) {
    this.at = i;
    this.plot?.setCursor(i === null ? { left: -10, top: -10 } : { left: this.plot.valToPos(this.plot.data[0][i], 'x'), top: 10 }, false);
  }

  key(event) {
    const last = this.days.length - 1,
      at = this.at ?? last,
      step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -at, End: last - at }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.read(Math.min(last, Math.max(0, at + step)));
  }
}
customElements.define('tm-line', Line);
