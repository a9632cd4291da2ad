import { html, nothing } from 'lit';
import { showArea } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { store } from '../../core/store.js';
import { densityFields, densityParts, lookedAt } from './density.js';
import { drawDensity } from './drawing.js';
import { goToShapes, hexagonName } from './places.js';
import { sign, verdictKeys } from './verdicts.js';
import { words } from './words.js';
import { StateElement } from '../../frame/element.js';
import { listOf, listRow } from '../../frame/list.js';
import { panelResource } from '../../frame/panel-resource.js';
import { wideTable } from '../../frame/wide.js';
import { icon } from '../../parts/icons.js';
import { saveCsv } from '../../parts/save.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import {
  areUneven,
  askedAs,
  byVerdict,
  comparedText,
  comparisonOf,
  comparisonsAt,
  fillOf,
  readPeriods,
  verdictsOf,
  whyNotCompared,
  writePeriods,
} from '../../pure/compared.js';
import { byCoarseness } from '../../pure/drawn.js';
import { addDays, countText, numberText, periodText } from '../../pure/format.js';
import { daysIn } from '../../pure/periods.js';
import { shapesOf } from '../../pure/shapes.js';
import '../../parts/chips.js';

/** @typedef {import('../../pure/compared.js').Compared} Compared */

const t = words.densityCompare,
  SHOWN = 40;

/** What the colours of the map mean. */
const STEPS = [
  ['div-0', t.steps.twice],
  ['div-1', t.verdicts.more],
  ['div-3', t.verdicts.unclear],
  ['div-5', t.verdicts.fewer],
  ['div-6', t.steps.half],
  ['none hatched', t.verdicts.few],
].map(([colour, label]) => ({ colour, label }));

/** @param {Compared} one */
const said = (one) => comparedText(one, t);

/** Two periods held against each other: where there is more, where fewer, and where one cannot say. */
class DensityCompare extends StateElement {
  static properties = { only: { state: true }, why: { state: true }, isOwn: { state: true } };

  get keys() {
    return ['caseFilter', 'date', 'city', 'me', 'densityOf', 'densityHow', 'layers', 'wide', 'shapes'];
  }

  constructor() {
    super();
    /** @type {import('../../core/resource.js').Resource<any>} */ this.newest = panelResource(this, densityParts());
    /** @type {import('../../core/resource.js').Resource<any>} */ this.answer = panelResource(this, densityParts(), () => this.draw());
    /** @type {string | null} */ this.only = null;
    /** @type {any} */ this.why = null;
    this.isOwn = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.newest.clear();
    this.answer.clear();
  }

  get over() {
    return this.state.densityHow.over ?? 'hexagons';
  }

  /** @returns {import('../../pure/compared.js').Periods | null} */
  get periods() {
    const newest = this.newest.value?.about.newest;
    return readPeriods(this.state.densityHow.versus) ?? (newest ? comparisonsAt(newest)[0] : null);
  }

  willUpdate() {
    const of = lookedAt(),
      fields = { ...densityFields(), from: null, to: null };
    this.newest.parts = this.answer.parts = densityParts();
    this.newest.want([of, this.state.date], (signal) => api.density(of, '/counts', { by: 'kind', at: this.state.date }, signal));
    const { periods, over } = this;
    if (periods)
      this.answer.want([of, fields, over, periods.first, periods.second], async (signal) => {
        const answer = await api.density(
          of,
          '/compare',
          { ...fields, on: over, first: askedAs(periods.first), second: askedAs(periods.second) },
          signal,
        );
        const features = answer.features ?? answer.groups.filter((one) => one.geometry);
        return {
          ...answer,
          over,
          periods,
          groups: byVerdict(answer.groups),
          byKey: new Map(answer.groups.map((one) => [String(one.key), one])),
          shapes: over === 'hexagons' ? shapesOf({ features }) : null,
        };
      });
  }

  draw() {
    const { shapes, byKey, over } = this.answer.value,
      tip = (key, name) => {
        const one = byKey.get(key);
        return /** @type {[string, string]} */ ([name, one ? `${t.verdicts[one.verdict]}: ${said(one)}` : t.nothing]);
      };
    const fill = (key) => {
      const one = byKey.get(key);
      return one ? fillOf(one) : '';
    };
    const { first, second } = this.answer.value.periods,
      lines = [
        `${t.second}: ${periodText(second.first, addDays(second.last, 1))}`,
        `${t.first}: ${periodText(first.first, addDays(first.last, 1))}`,
      ];
    /** @type {import('./drawing.js').Key} */ const key = { heading: t.title, unit: '', kind: 'step', entries: STEPS, lines };
    if (shapes)
      drawDensity({
        draw: 'hexagons',
        shapes,
        fill: ({ code }) => fill(code),
        tip: (shape) => tip(shape.code, hexagonName(shapes, shape)),
        key,
      });
    else if (over.startsWith('area:'))
      drawDensity({
        draw: 'areas',
        layer: over.slice(5),
        fills: Object.fromEntries([...byKey.keys()].map((code) => [code, fill(code)])),
        other: '',
        tip,
        key,
      });
    else drawDensity(null);
  }

  render() {
    const { status, problem: why, value } = this.answer;
    return html` ${this.choices()}
    ${
      this.newest.status === 'failed'
        ? problem(t.failed, this.newest.problem, () => this.newest.again())
        : status === 'failed'
          ? problem(t.failed, why, () => this.answer.again())
          : this.newest.value && !this.periods
            ? empty('cases', t.noData, t.noDataHint)
            : !value
              ? skeleton(t.loading)
              : this.verdicts(value, status === 'loading')
    }`;
  }

  choices() {
    const { layers, caseFilter } = this.state,
      { periods } = this,
      newest = this.newest.value?.about.newest;
    const overs = [
      ['hexagons', t.hexagons],
      ...byCoarseness(layers.list)
        .filter((layer) => layer.inForce && layer.use !== 'context')
        .map((layer) => [`area:${layer.key}`, layer.name]),
      ['kind', t.kinds],
    ];
    return html` <label class="field"
        ><span class="field-name">${t.over}</span
        ><select @change=${(event) => this.how({ over: event.target.value === 'hexagons' ? null : event.target.value })}>
          ${overs.map(([value, name]) => html`<option value=${value} ?selected=${value === this.over}>${name}</option>`)}
        </select></label
      >
      ${
        newest && periods
          ? html` <tm-chips
                label=${t.periods}
                kind="one"
                .options=${[
                  ...comparisonsAt(newest).map(({ key }) => ({ value: key, label: t.presets[key] })),
                  { value: 'own', label: t.presets.own },
                ]}
                .value=${this.isOwn ? 'own' : (comparisonOf(periods, newest) ?? 'own')}
                @choose=${(event) => this.preset(event.detail.value, newest)}
              ></tm-chips>
              ${this.isOwn || comparisonOf(periods, newest) === null ? this.own(periods) : null}
              <dl class="versus">
                <div>
                  <dt>${t.second}</dt>
                  <dd>${this.period(periods.second)}</dd>
                </div>
                <div>
                  <dt>${t.first}</dt>
                  <dd>${this.period(periods.first)}</dd>
                </div>
              </dl>
              ${caseFilter.first || caseFilter.last ? html`<p class="note">${t.noPeriod}</p>` : null}`
          : null
      }`;
  }

  period(period) {
    return html`<strong>${periodText(period.first, addDays(period.last, 1))}</strong> <span class="note">${t.days(daysIn(period))}</span>`;
  }

  own({ first, second }) {
    const field = (name, label, value) =>
      html`<label class="field"
        ><span class="field-name">${label}</span
        ><input
          type="date"
          name=${name}
          .value=${value}
          aria-invalid=${this.why?.at === name ? 'true' : nothing}
          aria-describedby=${this.why?.at === name ? 'versus-problem' : nothing}
      /></label>`;
    return html`<form class="versus-own" method="post" novalidate @submit=${this.submit}>
      <fieldset>
        <legend class="field-name">${t.second}</legend>
        ${field('second-first', t.from, second.first)}${field('second-last', t.to, second.last)}
      </fieldset>
      <fieldset>
        <legend class="field-name">${t.first}</legend>
        ${field('first-first', t.from, first.first)}${field('first-last', t.to, first.last)}
      </fieldset>
      <p class="problem-text" id="versus-problem" role="alert" ?hidden=${!this.why}>${this.why ? t.problems[this.why.what] : ''}</p>
      <button class="button" type="submit">${t.apply}</button>
    </form>`;
  }

  async submit(event) {
    event.preventDefault();
    const fields = new FormData(event.target),
      text = (name) => String(fields.get(name) ?? '');
    const periods = {
      first: { first: text('first-first'), last: text('first-last') },
      second: { first: text('second-first'), last: text('second-last') },
    };
    this.why = whyNotCompared(periods);
    if (!this.why) {
      this.how({ versus: writePeriods(periods) });
      return;
    }
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[name="${this.why.at}"]`))?.focus();
  }

  preset(key, newest) {
    this.isOwn = key === 'own';
    this.why = null;
    const one = comparisonsAt(newest).find((each) => each.key === key);
    if (one) this.how({ versus: writePeriods(one) });
  }

  how(change) {
    store.set({ densityHow: { ...store.get().densityHow, ...change } });
  }

  verdicts(value, isOld) {
    const { groups, periods, about1, about2 } = value,
      counts = verdictsOf(groups),
      shown = this.only ? groups.filter((one) => one.verdict === this.only) : groups;
    if (groups.length === 0) return empty('cases', t.none, t.noneHint);
    const classes = /** @type {any[]} */ ([
      { key: 'more', verdict: 'more', fills: ['div-0', 'div-1'], name: t.verdicts.more, detail: t.strongMore },
      { key: 'fewer', verdict: 'fewer', fills: ['div-6', 'div-5'], name: t.verdicts.fewer, detail: t.strongFewer },
      { key: 'unclear', verdict: 'unclear', fills: ['div-3'], name: t.verdicts.unclear, detail: t.unclearDetail },
      { key: 'few', verdict: 'few', fills: ['none hatched'], name: t.verdicts.few, detail: t.fewDetail },
    ]);
    return html`<div class="density-section" aria-busy=${isOld ? 'true' : 'false'}>
      <p class="told-first">${counts.more + counts.fewer === 0 ? t.noneClear : t.summary(counts.more, counts.fewer, groups.length)}</p>
      <p class="note">${t.counted(this.many(about2), this.many(about1))}${areUneven(periods) ? ` ${t.perDay}` : ''}</p>
      ${verdictKeys({
        label: t.legend,
        classes: classes.map((one) => ({ ...one, count: counts[one.key] })),
        chosen: this.only,
        choose: (key) => {
          this.only = key;
        },
      })}
      <h3 class="section-title">${this.only ? t.verdicts[this.only] : t.all}</h3>
      ${
        this.state.wide
          ? wideTable({
              label: t.title,
              file: 'comparison',
              columns: this.columns(value),
              rows: shown,
              open: (one) => this.open(one, value),
            })
          : html`${listOf(
                shown.slice(0, SHOWN).map((one) =>
                  listRow({
                    id: String(one.key),
                    lead: sign(one.verdict),
                    name: this.nameOf(one, value),
                    detail: said(one),
                    open: () => this.open(one, value),
                  }),
                ),
              )}
              ${shown.length > SHOWN ? html`<p class="note">${t.firstOf(SHOWN, shown.length)}</p>` : null}
              <div class="section-ends">
                <button type="button" class="button small" @click=${() => this.save(value, shown)}>${icon('download')}${t.csv}</button>
              </div>`
      }
      <p class="note">${t.method(numberText(value.q ?? 0.05), countText(groups.length))}</p>
    </div>`;
  }

  many(about) {
    return countText(about?.drawn ?? about?.count ?? about?.cases ?? 0);
  }

  /** @param {Compared} one */
  nameOf(one, { over, shapes }) {
    if (over === 'hexagons') {
      const shape = shapes.byCode.get(String(one.key));
      return shape ? hexagonName(shapes, shape) : String(one.key);
    }
    return one.name || (one.key === '' ? t.noKind : String(one.key));
  }

  columns(value) {
    const number = (key, name) => ({
      key,
      name,
      kind: 'number',
      value: (one) => one[key],
      text: (one) => (one[key] === null || one[key] === undefined ? '' : numberText(one[key])),
      width: 96,
    });
    return [
      { key: 'name', name: t.name, value: (one) => this.nameOf(one, value), kind: 'text', width: 170 },
      { key: 'verdict', name: t.verdict, value: (one) => t.verdicts[one.verdict], kind: 'chip', width: 190 },
      { ...number('second', t.secondShort) },
      { ...number('first', t.firstShort) },
      number('ratio', t.ratio),
      number('low', t.low),
      number('high', t.high),
      { key: 'key', name: t.key, value: (one) => String(one.key), kind: 'text', width: 110, hidden: true },
    ];
  }

  /** @param {any} value @param {Compared[]} rows */
  save(value, rows) {
    const columns = this.columns(value);
    saveCsv(
      'comparison',
      columns.map(({ name }) => name),
      rows.map((one) => columns.map((column) => column.value(one))),
    );
  }

  /** @param {Compared} one */
  open(one, value) {
    if (value.over === 'hexagons') goToShapes(value.shapes, [String(one.key)]);
    else if (value.over.startsWith('area:')) showArea({ layer: value.over.slice(5), code: String(one.key) }, this.nameOf(one, value));
    else
      store.set({
        caseFilter: { ...store.get().caseFilter, kinds: one.key === '' ? [] : [String(one.key)] },
        densityHow: { ...store.get().densityHow, over: null },
      });
  }
}
customElements.define('tm-density-compare', DensityCompare);
