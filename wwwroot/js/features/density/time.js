import { html } from 'lit';
import { api } from '../../core/api.js';
import { store } from '../../core/store.js';
import { densityFields, densityParts, drawView, lookedAt } from './density.js';
import { drawDensity } from './drawing.js';
import { words } from './words.js';
import { StateElement } from '../../frame/element.js';
import { panelResource } from '../../frame/panel-resource.js';
import { icon } from '../../parts/icons.js';
import { problem, skeleton } from '../../parts/states.js';
import { countText, dayText } from '../../pure/format.js';
import { FRAME_BREAKS, frameFill, framesOf } from '../../pure/frames.js';
import { isWhole, monthText } from '../../pure/months.js';
import { daysOf, touched, trendOf } from '../../pure/trend.js';
import { weekOf } from '../../pure/week.js';
import '../../parts/player.js';
import '../../parts/trend.js';
import '../../parts/week.js';

const t = words.densityTime;

/** How it goes over time: by month, as hexagons month after month, and over the hours of a week. */
class DensityTime extends StateElement {
  static properties = { isWeekOpen: { state: true }, frame: { state: true } };

  get keys() {
    return ['caseFilter', 'date', 'city', 'me', 'densityOf', 'densityView', 'densityHow'];
  }

  constructor() {
    super();
    /** @type {import('../../core/resource.js').Resource<any>} */ this.trend = panelResource(this, densityParts());
    /** @type {import('../../core/resource.js').Resource<any>} */ this.week = panelResource(this, densityParts());
    /** @type {import('../../core/resource.js').Resource<any>} */
    this.frames = panelResource(this, densityParts(), (value) => this.show(value.months.length - 1));
    this.isWeekOpen = false;
    /** @type {number | null} the month on the map; null while the view itself is there */ this.frame = null;
    this.framesOf = '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const resource of [this.trend, this.week, this.frames]) resource.clear();
    if (this.frame !== null) this.close();
  }

  willUpdate() {
    const of = lookedAt(),
      fields = densityFields(),
      always = { ...fields, from: null, to: null };
    for (const resource of [this.trend, this.week, this.frames]) resource.parts = densityParts();
    const counts = (by, which, signal) => api.density(of, '/counts', { ...which, by }, signal);
    this.trend.want([of, always], (signal) => counts('month', always, signal));
    if (this.isWeekOpen)
      this.week.want([of, fields], async (signal) => {
        const [hours, days] = await Promise.all([counts('weekday-hour', fields, signal), counts('weekday', fields, signal)]);
        return weekOf(hours.groups, days.groups);
      });
    const about = JSON.stringify([of, fields, this.state.densityView, this.state.densityHow]);
    if (this.framesOf && about !== this.framesOf) this.close(); // of another choice, the months would be others
  }

  render() {
    return html` <section class="density-section" aria-labelledby="time-title">
        <h3 class="section-title" id="time-title">${t.title}</h3>
        ${this.months()}${this.play()}
      </section>
      <section class="density-section" aria-labelledby="week-title">
        <h3 class="section-title" id="week-title">
          <button
            type="button"
            class="opener"
            aria-expanded=${this.isWeekOpen ? 'true' : 'false'}
            @click=${() => {
              this.isWeekOpen = !this.isWeekOpen;
            }}
          >
            ${icon(this.isWeekOpen ? 'up' : 'down')}<span>${t.week}</span>
          </button>
        </h3>
        ${this.isWeekOpen ? this.hours() : null}
      </section>`;
  }

  months() {
    const { status, value, problem: why } = this.trend,
      { caseFilter } = this.state;
    if (status === 'failed') return problem(t.failed, why, () => this.trend.again());
    if (!value) return skeleton(t.loading);
    const { newest } = value.about,
      { bars, earlier, undated } = trendOf(value.groups, newest, this.until(newest)),
      hasPeriod = caseFilter.first || caseFilter.last;
    if (bars.length === 0) return html`<p class="note">${t.none}</p>`;
    return html` <tm-trend
        chooses
        heading=${t.byMonth}
        .bars=${bars}
        .chosen=${hasPeriod ? touched(bars, caseFilter) : null}
        @choose=${(event) => this.choose(bars, event.detail)}
      ></tm-trend>
      <ul class="facts-short">
        ${hasPeriod ? null : html`<li>${t.drag}</li>`}
        ${newest ? html`<li>${t.newest[lookedAt() === 'events' ? 'events' : 'cases'](dayText(newest))}</li>` : null}
        ${earlier > 0 ? html`<li>${t.earlier(earlier, monthText(bars[0].month))}</li>` : null}
        ${undated > 0 ? html`<li>${t.undated(undated)}</li>` : null}
      </ul>
      <div class="section-ends">
        ${
          hasPeriod
            ? html`<button type="button" class="button small" @click=${() => this.narrow({ first: null, last: null })}>${t.whole}</button>`
            : null
        }
        <a
          class="button small"
          href=${api.densityUrl(lookedAt(), '/counts', { ...densityFields(), from: null, to: null, by: 'month', format: 'csv' })}
          download="${lookedAt()}-by-month.csv"
          >${icon('download')}${t.csvMonths}</a
        >
      </div>`;
  }

  /**
   * Up to when nothing more is to come: of cases the newest day, of events, which are planned ahead, today.
   * @param {string | null} newest
   */
  until(newest) {
    const today = this.state.city.value?.today;
    return lookedAt() === 'events' && newest && today && today < newest ? today : newest;
  }

  /** @param {import('../../pure/trend.js').Bar[]} bars @param {{from: number | null, to: number | null}} chosen */
  choose(bars, { from, to }) {
    this.narrow(from === null || to === null ? { first: null, last: null } : daysOf(bars, from, to));
  }

  narrow(period) {
    store.set({ caseFilter: { ...store.get().caseFilter, ...period } });
  }

  play() {
    const { status, problem: why, value } = this.frames;
    if (status === 'failed') return problem(t.framesFailed, why, () => this.frames.again());
    if (status === 'loading') return skeleton(t.framesLoading);
    if (!value)
      return html`<div class="section-ends">
        <button type="button" class="button" @click=${() => this.open()}>${icon('play')}${t.open}</button>
      </div>`;
    if (value.months.length === 0) return html`<p class="note">${t.noFrames}</p>`;
    return html`<div class="play-box">
      <div class="list-head">
        <h4 class="section-title">${t.playTitle}</h4>
        <button type="button" class="icon-button small" aria-label=${t.close} title=${t.close} @click=${this.close}>
          ${icon('close')}
        </button>
      </div>
      <tm-player
        label=${t.playTitle}
        .names=${value.months.map(monthText)}
        .details=${value.months.map((_, i) => this.inMonth(i))}
        .at=${this.frame ?? 0}
        @go=${(event) => this.show(event.detail.at)}
      ></tm-player>
      <p class="note">${t.oneScale}</p>
    </div>`;
  }

  open() {
    const of = lookedAt(),
      fields = densityFields();
    this.framesOf = JSON.stringify([of, fields, this.state.densityView, this.state.densityHow]);
    this.frames.want(this.framesOf, async (signal) => framesOf(await api.density(of, '/hexagons', { ...fields, frames: 'month' }, signal)));
  }

  /** How many there are in a month, and whether it is only a part of it. @param {number} at @returns {string} */
  inMonth(at) {
    const { months, totals } = this.frames.value,
      until = this.until(this.trend.value?.about.newest ?? null);
    return t.inMonth(totals[at], until === null || isWhole(months[at], until) ? '' : dayText(until));
  }

  /** Draws one month, all of them on one scale. @param {number} at */
  show(at) {
    const { value } = this.frames;
    if (!value || at < 0) return;
    this.frame = at;
    const name = monthText(value.months[at]);
    drawDensity({
      draw: 'hexagons',
      shapes: value.shapes,
      fill: ({ properties }) => frameFill(properties.frames?.[at] ?? 0),
      tip: ({ properties }) => [name, countText(properties.frames?.[at] ?? 0)],
      key: {
        heading: t.legend[lookedAt()],
        unit: t.inHexagon,
        kind: 'sequential',
        breaks: FRAME_BREAKS,
        lines: [`${name}: ${this.inMonth(at)}`],
      },
    });
  }

  close() {
    this.framesOf = '';
    this.frames.clear();
    this.frame = null;
    drawView();
    this.requestUpdate();
  }

  hours() {
    const { status, value, problem: why } = this.week;
    if (status === 'failed') return problem(t.failed, why, () => this.week.again());
    if (!value) return skeleton(t.loading);
    if (value.timed === 0 && value.days.every((cases) => cases === 0)) return html`<p class="note">${t.none}</p>`;
    return html`<tm-week heading=${t.byHour} .week=${value}></tm-week>
      <div class="section-ends">
        <a
          class="button small"
          href=${api.densityUrl(lookedAt(), '/counts', { ...densityFields(), by: 'weekday-hour', format: 'csv' })}
          download="${lookedAt()}-by-weekday-and-hour.csv"
          >${icon('download')}${t.csvWeek}</a
        >
      </div>`;
  }
}
customElements.define('tm-density-time', DensityTime);
