import { html } from 'lit';
import { api } from '../../core/api.js';
import { announce } from '../../core/notices.js';
import { may } from '../../core/selectors.js';
import { store } from '../../core/store.js';
import { drawDensity } from './drawing.js';
import { FIGURE_PARTS, figureText } from './figure-text.js';
import { words } from './words.js';
import { StateElement } from '../../frame/element.js';
import { panelResource } from '../../frame/panel-resource.js';
import { wideButton, wideTable } from '../../frame/wide.js';
import { icon } from '../../parts/icons.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { areaTitle, numberText } from '../../pure/format.js';
import { momentText } from '../../pure/moments.js';
import { addMonths, monthsText, monthText } from '../../pure/months.js';
import {
  FIGURE_BREAKS,
  figureFill,
  isUnsure,
  measuresOf,
  perOf,
  standingOf,
  rangeOf,
  weightOf,
  withinReleased,
} from '../../pure/released.js';
import { sorted } from '../../pure/table.js';
import '../../parts/chips.js';
import '../../parts/trend.js';
import './releases.js';

/** @typedef {import('../../pure/released.js').Figure} Figure */

const t = words.figures,
  WAYS = /** @type {const} */ (['area', 'month', 'kind']);

/**
 * The figures that are given out, month by month, to those who read no cases; what would point at single people is hidden, and all that is
 * hidden looks the same.
 */
class Figures extends StateElement {
  static properties = { area: { state: true } };

  get keys() {
    return ['city', 'me', 'layers', 'wide', 'densityHow'];
  }

  constructor() {
    super();
    /** @type {string | null} the code of the area whose months are shown */ this.area = null;
    /** @type {import('../../core/resource.js').Resource<any>} */ this.releases = panelResource(this, FIGURE_PARTS);
    /** @type {import('../../core/resource.js').Resource<any>} */ this.areas = panelResource(this, FIGURE_PARTS);
    /** @type {import('../../core/resource.js').Resource<any>} */ this.rows = panelResource(this, FIGURE_PARTS);
    /** @type {import('../../core/resource.js').Resource<any>} */ this.months = panelResource(this, FIGURE_PARTS);
    /** @type {any} */ this.drawn = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const resource of [this.releases, this.areas, this.rows, this.months]) resource.clear();
  }

  /** @returns {'area' | 'month' | 'kind'} */
  get by() {
    return this.state.densityHow.by;
  }

  /** One kind, '' for all others together, null for all. @returns {string | null} */
  get kind() {
    return this.state.densityHow.figure === '~' ? '' : this.state.densityHow.figure;
  }

  /** By what areas are shown: as the other views of areas, where that can be. @returns {import('../../pure/released.js').Measure} */
  get measure() {
    const wished = this.state.densityHow.measure === 'smoothed' ? 'rate' : this.state.densityHow.measure;
    return this.areas.value && measuresOf(this.areas.value.groups).includes(wished) ? wished : 'count';
  }

  /** The months chosen. */
  get span() {
    const [from = null, to = null] = this.state.densityHow.months?.split('~') ?? [];
    return withinReleased(this.released, from, to);
  }

  how(change) {
    store.set({ densityHow: { ...store.get().densityHow, ...change } });
  }

  get released() {
    return (this.releases.value?.months ?? []).map(({ month }) => month).sort();
  }

  willUpdate() {
    const { by, kind, area, released } = this;
    this.releases.want('releases', (signal) => api.releases(signal));
    const { span } = this;
    if (!span) return;
    const fields = { ...span, kind },
      made = this.releases.value.months.map(({ month, madeAt }) => `${month} ${madeAt}`);
    const ask = (resource, which) => resource.want([made, which], (signal) => api.figures(which, signal));
    ask(this.areas, { ...fields, by: 'area' });
    // of one area, only where its boundaries are the same
    ask(this.months, { ...(area === null ? { from: released[0], to: released[released.length - 1] } : span), kind, area, by: 'month' });
    if (by === 'kind') ask(this.rows, { ...span, by });
    if (by === 'month') ask(this.rows, { ...fields, by });
  }

  updated() {
    const { value } = this.areas,
      { measure } = this;
    if (!value || this.areas.status !== 'ready' || (value === this.drawn?.value && measure === this.drawn.measure)) return;
    this.drawn = { value, measure };
    const months = value.months.length,
      byCode = new Map(value.groups.map((one) => [one.key, one]));
    drawDensity({
      draw: 'areas',
      layer: value.layer,
      fills: Object.fromEntries([...byCode].map(([code, one]) => [code, figureFill(one, measure, months)])),
      other: figureFill(undefined, measure, months),
      tip: (code, name) => [name, byCode.has(code) ? figureText(byCode.get(code), measure, months) : t.notCounted],
      key: {
        heading: t.matters,
        unit: t.units[measure],
        kind: 'sequential',
        breaks: FIGURE_BREAKS[measure],
        extras: value.groups.some(({ state }) => state === 'hidden') ? ['hidden'] : [],
        lines: [
          monthsText(value.from, value.to),
          this.kind === null ? t.allKinds : this.kind || t.otherKinds,
          ...(value.groups.some((one) => isUnsure(one, measure)) ? [measure === 'rate' ? t.hatchedRate : t.hatched] : []),
        ],
      },
    });
  }

  render() {
    const { status, value, problem: why } = this.releases;
    return html` ${
      status === 'failed'
        ? problem(t.failed, why, () => this.releases.again())
        : !value
          ? skeleton(t.loading)
          : value.months.length === 0
            ? empty('shield', t.none, t.noneHint)
            : this.published()
    }
    ${
      value && may('release')
        ? html`<tm-releases
            .releases=${value}
            @made=${() => {
              this.releases.again();
            }}
          ></tm-releases>`
        : null
    }`;
  }

  published() {
    const asked = this.by === 'area' ? this.areas : this.rows,
      { value, status, problem: why } = asked;
    return html` ${this.choices()}
      ${
        status === 'failed'
          ? problem(t.failed, why, () => asked.again())
          : !value
            ? skeleton(t.loading)
            : html`${this.key(value)}${this.trend()}
                <div class="density-section" aria-busy=${status === 'loading' ? 'true' : 'false'}>${this.table(value)}</div>`
      }
      <section class="density-section why-hidden">
        <h3 class="section-title">${t.whyTitle}</h3>
        <p class="note">${t.why((value?.about.smallBelow ?? 10) - 1)}</p>
        <p class="note">${t.whyMore}</p>
      </section>
      ${this.origin()}`;
  }

  choices() {
    const { released, by } = this,
      span = /** @type {{from: string, to: string}} */ (this.span),
      kinds = this.releases.value.kinds ?? [];
    const months = (label, name, value, of, take) =>
      html`<label class="field"
        ><span class="field-name">${label}</span
        ><select name=${name} @change=${(event) => take(event.target.value)}>
          ${of.map((month) => html`<option value=${month} ?selected=${month === value}>${monthText(month)}</option>`)}
        </select></label
      >`;
    return html` <tm-chips
        label=${t.by}
        kind="one"
        .options=${WAYS.map((value) => ({ value, label: t.ways[value] }))}
        .value=${by}
        @choose=${(event) => this.how({ by: event.detail.value })}
      ></tm-chips>
      <div class="field-grid">
        ${months(
          t.from,
          'from',
          span.from,
          released.filter((month) => month <= span.to),
          (month) => this.how({ months: `${month}~${span.to}` }),
        )}
        ${months(
          t.to,
          'to',
          span.to,
          released.filter((month) => month >= span.from),
          (month) => this.how({ months: `${span.from}~${month}` }),
        )}
        ${
          by === 'kind' || kinds.length === 0
            ? null
            : html`<label class="field"
                ><span class="field-name">${t.kind}</span
                ><select
                  name="kind"
                  @change=${(event) => this.how({ figure: event.target.selectedIndex === 0 ? null : event.target.value || '~' })}
                >
                  <option value="*" ?selected=${this.kind === null}>${t.allKinds}</option>
                  ${[...kinds, ''].map(
                    (kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${kind || t.otherKinds}</option>`,
                  )}
                </select></label
              >`
        }
        ${
          by === 'area' && this.areas.value
            ? html`<label class="field"
                ><span class="field-name">${t.measure}</span
                ><select name="measure" @change=${(event) => this.how({ measure: event.target.value })}>
                  ${measuresOf(this.areas.value.groups).map(
                    (one) => html`<option value=${one} ?selected=${one === this.measure}>${t.measures[one]}</option>`,
                  )}
                </select></label
              >`
            : null
        }
      </div>`;
  }

  /** What the colours mean, and how much may be shown. */
  key({ groups }) {
    const { shown, bounded, hidden } = standingOf(groups);
    return html`<div class="density-section">
      <p class="told-first">${t.standing(shown, bounded, hidden)}</p>
    </div>`;
  }

  table(value) {
    const { by } = this,
      groups = /** @type {Figure[]} */ (value.groups),
      measure = by === 'area' ? this.measure : 'count',
      months = value.months.length;
    const weight = (one) => weightOf(one, perOf(one, measure, months)),
      text = (one) => figureText(one, measure, months);
    const name = (one) => (by === 'month' ? monthText(one.key) : one.name || one.key || (by === 'area' ? t.noArea : t.otherKinds));
    const rows = by === 'month' ? groups : sorted(groups, weight, true),
      { layerName } = value;
    return html` <div class="list-head">
        <h3 class="section-title">
          ${t.tableTitle(t.ways[by], monthsText(value.months?.[0] ?? '', value.months?.[value.months.length - 1] ?? ''))}
        </h3>
        ${wideButton()}
      </div>
      ${
        this.state.wide
          ? wideTable({
              label: t.title,
              file: `figures-by-${by}`,
              columns: this.columns(by, name, measure, months),
              rows,
              open: (one) => this.open(one, layerName),
            })
          : html`<table class="figures-table">
              <thead>
                <tr>
                  <th scope="col">${by === 'area' ? layerName : t.ways[by]}</th>
                  <th scope="col" class="number">${measure === 'count' ? t.matters : t.units[measure]}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (one) =>
                    html`<tr class="is-${one.state}">
                      <th scope="row">
                        ${
                          by === 'area'
                            ? html`<button
                                type="button"
                                class="row-link"
                                aria-pressed=${this.area === one.key ? 'true' : 'false'}
                                @click=${() => this.open(one, layerName)}
                              >
                                ${areaTitle(layerName, name(one))}
                              </button>`
                            : name(one)
                        }
                      </th>
                      <td class="number">${one.state === 'hidden' ? icon('shield') : null}${text(one)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      <div class="section-ends">
        <a class="button small" href=${api.figuresUrl({ ...this.asked(), by, format: 'csv' })} download="figures-by-${by}.csv"
          >${icon('download')}${t.csv}</a
        >
      </div>`;
  }

  asked() {
    return { ...this.span, kind: this.by === 'kind' ? null : this.kind };
  }

  columns(by, name, measure, months) {
    const per = (one) => perOf(one, measure, months),
      end = (which) => (one) => rangeOf(one, per(one))?.[which] ?? null,
      rounded = (number) => (number === null ? '' : numberText(number, measure === 'count' ? 0 : 1));
    return [
      { key: 'name', name: t.ways[by], value: name, kind: 'text', width: 180 },
      {
        key: 'figure',
        name: measure === 'count' ? t.matters : `${t.matters} ${t.units[measure]}`,
        value: (one) => weightOf(one, per(one)),
        text: (one) => figureText(one, measure, months),
        kind: 'number',
        width: 230,
      },
      { key: 'low', name: t.least, value: end('low'), text: (one) => rounded(end('low')(one)), kind: 'number', width: 90 },
      { key: 'high', name: t.most, value: end('high'), text: (one) => rounded(end('high')(one)), kind: 'number', width: 90 },
      { key: 'state', name: t.state, value: (one) => t.states[one.state], kind: 'chip', width: 160 },
      { key: 'residents', name: t.residents, value: (one) => one.residents ?? null, kind: 'number', width: 110, hidden: by !== 'area' },
      { key: 'key', name: t.key, value: (one) => one.key, kind: 'text', width: 110, hidden: true },
    ];
  }

  trend() {
    const { value, status, problem: why } = this.months;
    if (status === 'failed') return problem(t.failed, why, () => this.months.again());
    if (!value) return skeleton(t.loading);
    const figures = new Map(value.groups.map((one) => [one.key, one])),
      keys = [...figures.keys()].sort(),
      first = keys[0],
      last = keys[keys.length - 1];
    const bars = [];
    for (let month = first; month && month <= last; month = addMonths(month, 1)) {
      const one = figures.get(month),
        range = one ? rangeOf(one) : null;
      bars.push({
        month,
        isWhole: true,
        amount: one ? weightOf(one) : null,
        low: range?.low ?? null,
        high: range?.high ?? null,
        figure: one,
      });
    }
    const of = this.areaName();
    return html`<section class="density-section">
      <h3 class="section-title">${of ? t.trendOf(of, monthsText(first, last)) : t.trend}</h3>
      <tm-trend
        heading=${t.matters}
        unit=${t.byMonth}
        .bars=${bars}
        .amountText=${(bar) => (bar.figure ? figureText(bar.figure) : t.notReleased)}
      ></tm-trend>
      ${bars.some(({ amount }) => amount === null) ? html`<p class="note">${t.emptyBoxes}</p>` : null}
      ${
        of
          ? html`<div class="section-ends">
              <button
                type="button"
                class="button small"
                @click=${() => {
                  this.area = null;
                }}
              >
                ${t.wholeCity}
              </button>
            </div>`
          : null
      }
    </section>`;
  }

  areaName() {
    const one = this.area === null ? null : this.areas.value?.groups.find(({ key }) => key === this.area);
    return one ? areaTitle(this.areas.value.layerName, one.name || one.key || t.noArea) : '';
  }

  /** @param {Figure} one @param {string} layerName */
  open(one, layerName) {
    if (this.by !== 'area') return;
    this.area = one.key;
    if (!one.key) return;
    store.set({ area: { layer: this.areas.value.layer, code: one.key } }); // outlined, and the city around it stays
    announce(t.outlined(areaTitle(layerName, one.name || one.key)));
  }

  origin() {
    const { layerName, months } = this.releases.value,
      newest = months.reduce((last, one) => (one.month > last.month ? one : last), months[0]);
    return html`<footer class="provenance">
      ${icon('info')}
      <div>
        <p>${t.boundaries(layerName)}</p>
        <p>${t.releasedAt(monthText(newest.month), momentText(newest.madeAt))}</p>
        <p>${t.counted}</p>
      </div>
    </footer>`;
  }
}
customElements.define('tm-figures', Figures);
