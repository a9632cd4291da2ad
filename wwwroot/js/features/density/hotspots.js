import { html } from 'lit';
import { showArea } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { outlinesOf } from '../../core/outlines.js';
import { store } from '../../core/store.js';
import { densityFields, densityParts, lookedAt } from './density.js';
import { drawDensity } from './drawing.js';
import { areaOf, goToShapes, hexagonName } from './places.js';
import { sign, verdictKeys } from './verdicts.js';
import { words } from './words.js';
import { StateElement } from '../../frame/element.js';
import { listOf, listRow } from '../../frame/list.js';
import { panelResource } from '../../frame/panel-resource.js';
import { wideTable } from '../../frame/wide.js';
import { icon } from '../../parts/icons.js';
import { saveCsv } from '../../parts/save.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { byCoarseness } from '../../pure/drawn.js';
import { countText, numberText } from '../../pure/format.js';
import { shapesOf } from '../../pure/shapes.js';
import { classesOf, gathered, spotFill, spotsOf } from '../../pure/spots.js';

/** @typedef {import('../../pure/spots.js').Spot} Spot */

const t = words.hotspots,
  SHOWN = 40;

/** Where there is more, or less, than the surroundings would give by chance: in words, and with what was tested. */
class DensityHotspots extends StateElement {
  static properties = { only: { state: true } };

  get keys() {
    return ['caseFilter', 'date', 'city', 'me', 'densityOf', 'densityHow', 'layers', 'wide', 'shapes'];
  }

  constructor() {
    super();
    /** @type {import('../../core/resource.js').Resource<any>} */ this.answer = panelResource(this, densityParts(), () => this.draw());
    /** @type {string | null} */ this.only = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.answer.clear();
  }

  /** Hexagons, or the units: coarser areas are too few to test. */
  get overs() {
    return [
      ['hexagons', t.hexagons],
      ...byCoarseness(this.state.layers.list)
        .filter((layer) => layer.inForce && (layer.use === 'units' || layer.inForce.areas >= 30))
        .map((layer) => [layer.key, layer.name]),
    ];
  }

  get over() {
    const wished = this.state.densityHow.over?.replace(/^area:/, '') ?? 'hexagons';
    return this.overs.some(([key]) => key === wished) ? wished : 'hexagons';
  }

  willUpdate() {
    if (this.state.layers.status !== 'ready') return;
    const of = lookedAt(),
      { over } = this,
      fields = densityFields();
    this.answer.parts = densityParts();
    this.answer.want([of, fields, over], async (signal) => {
      const answer = await api.density(of, '/hotspots', { ...fields, on: over }, signal),
        spots = spotsOf(answer.features);
      return {
        ...answer,
        over,
        spots,
        byKey: new Map(spots.map((spot) => [spot.key, spot])),
        shapes: over === 'hexagons' ? shapesOf(answer) : null,
      };
    });
  }

  draw() {
    const { shapes, byKey, over, spots } = this.answer.value,
      fill = (key) => spotFill(byKey.get(key));
    const said = (key, name) => {
      const spot = byKey.get(key);
      return /** @type {[string, string]} */ ([name, spot ? this.sentence(spot) : t.notClear]);
    };
    const entries = classesOf(spots).map((one) => ({
      colour: spotFill(/** @type {any} */ (one)),
      label: `${t.verdicts[one.verdict]}, ${t.surer(one.sureness)}`,
    }));
    /** @type {import('./drawing.js').Key} */ const key = {
      heading: t.title,
      unit: '',
      kind: 'step',
      entries,
      lines: [entries.length > 0 ? t.colourless : t.none],
    };
    drawDensity(
      shapes
        ? { draw: 'hexagons', shapes, fill: ({ code }) => fill(code), tip: (shape) => said(shape.code, hexagonName(shapes, shape)), key }
        : {
            draw: 'areas',
            layer: over,
            fills: Object.fromEntries(spots.map((spot) => [spot.key, spotFill(spot)])),
            other: spotFill(undefined),
            tip: said,
            key,
          },
    );
  }

  /** @param {Spot} spot */
  sentence({ verdict, sureness }) {
    return t.sentences[verdict](sureness);
  }

  /** @param {Spot} spot */
  detail({ cases, expected }) {
    return expected === null ? t.cases[lookedAt()](cases) : t.expected(countText(cases), numberText(expected, expected < 10 ? 1 : 0));
  }

  /** What is as sure, under the sentence that says how sure. Hexagons of one area are one line. @param {Spot[]} spots */
  group(spots, value) {
    const rows = value.shapes
      ? gathered(spots, (spot) => {
          const shape = value.shapes.byCode.get(spot.key);
          return shape ? areaOf(value.shapes, shape) : '';
        }).map(({ key, name, spots: own, cases }) =>
          listRow({
            id: key,
            lead: sign(own[0].verdict),
            name: name || t.elsewhere,
            detail: own.length === 1 ? this.detail(own[0]) : t.together(own.length, t.cases[lookedAt()](cases)),
            open: () =>
              goToShapes(
                value.shapes,
                own.map((one) => one.key),
              ),
          }),
        )
      : spots.slice(0, SHOWN).map((spot) =>
          listRow({
            id: spot.key,
            lead: sign(spot.verdict),
            name: this.nameOf(spot, value),
            detail: this.detail(spot),
            open: () => this.open(spot, value),
          }),
        );
    return html`<h4 class="spot-class">${this.sentence(spots[0])}</h4>
      ${listOf(rows)}${!value.shapes && spots.length > SHOWN ? html`<p class="note">${t.firstOf(SHOWN, spots.length)}</p>` : null}`;
  }

  render() {
    const { status, problem: why, value } = this.answer,
      { overs, over } = this;
    return html` <label class="field"
        ><span class="field-name">${t.over}</span
        ><select
          @change=${(event) =>
            store.set({
              densityHow: { ...store.get().densityHow, over: event.target.value === 'hexagons' ? null : `area:${event.target.value}` },
            })}
        >
          ${overs.map(([key, name]) => html`<option value=${key} ?selected=${key === over}>${name}</option>`)}
        </select></label
      >
      ${
        status === 'failed'
          ? problem(t.failed, why, () => this.answer.again())
          : !value
            ? skeleton(t.loading)
            : html`<div class="density-section" aria-busy=${status === 'loading' ? 'true' : 'false'}>
                ${
                  value.spots.length === 0 ? empty('search', t.none, t.noneHint(value.tested ?? 0)) : this.found(value)
                }${this.method(value)}
              </div>`
      }`;
  }

  found(value) {
    const { spots } = value,
      shown = this.only ? spots.filter(({ verdict, sureness }) => `${verdict} ${sureness}` === this.only) : spots;
    const count = (verdict) => spots.filter((spot) => spot.verdict === verdict).length;
    return html` <p class="told-first">${t.summary(count('more'), count('fewer'), value.tested ?? 0)}</p>
      ${verdictKeys({
        label: t.legend,
        classes: classesOf(spots).map(({ verdict, sureness, count: many }) => ({
          key: `${verdict} ${sureness}`,
          verdict,
          fills: [spotFill(/** @type {any} */ ({ verdict, sureness }))],
          name: t.verdicts[verdict],
          detail: t.surer(sureness),
          count: many,
        })),
        chosen: this.only,
        choose: (key) => {
          this.only = key;
        },
      })}
      <p class="note">${t.colourless}</p>
      <h3 class="section-title">${t.list}</h3>
      ${
        this.state.wide
          ? wideTable({
              label: t.title,
              file: 'hot-spots',
              columns: this.columns(value),
              rows: shown,
              open: (spot) => this.open(spot, value),
            })
          : html`${classesOf(shown).map(({ verdict, sureness }) =>
                this.group(
                  shown.filter((spot) => spot.verdict === verdict && spot.sureness === sureness),
                  value,
                ),
              )}
              <div class="section-ends">
                <button type="button" class="button small" @click=${() => this.save(value, shown)}>${icon('download')}${t.csv}</button>
              </div>`
      }`;
  }

  method({ tested, of, permutations, seed, neighbours, over, residentsOf }) {
    return html`<details class="numbers-below">
      <summary>${t.how}</summary>
      <div class="small-print">
        <p>
          ${t.what[of === 'rate' ? 'rate' : 'count']}${
            residentsOf ? ` ${t.residents([residentsOf.source, residentsOf.year].filter(Boolean).join(', '), residentsOf.least)}` : ''
          }
        </p>
        <p>${t.test(countText(permutations ?? 0), t.neighbours[neighbours] ?? neighbours ?? '')}</p>
        <p>${t.fdr(countText(tested ?? 0))}</p>
        <p>${t.seed(String(seed ?? ''))}</p>
        <p>${t.moved[over === 'hexagons' ? 'hexagons' : 'areas']}</p>
      </div>
    </details>`;
  }

  /** @param {Spot} spot */
  nameOf(spot, { over, shapes }) {
    const shape = shapes ? shapes.byCode.get(spot.key) : outlinesOf(over)?.byCode.get(spot.key);
    return shapes ? (shape ? hexagonName(shapes, shape) : spot.key) : shape?.name || spot.key;
  }

  columns(value) {
    return [
      { key: 'name', name: t.name, value: (spot) => this.nameOf(spot, value), kind: 'text', width: 180 },
      { key: 'verdict', name: t.verdict, value: (spot) => t.verdicts[spot.verdict], kind: 'chip', width: 130 },
      { key: 'sureness', name: t.sureness, value: (spot) => spot.sureness, kind: 'number', width: 130 },
      { key: 'cases', name: t.count, value: (spot) => spot.cases, kind: 'number', width: 90 },
      {
        key: 'expected',
        name: t.expectedName,
        value: (spot) => spot.expected,
        text: (spot) => (spot.expected === null ? '' : numberText(spot.expected, 1)),
        kind: 'number',
        width: 110,
      },
      { key: 'key', name: t.key, value: (spot) => spot.key, kind: 'text', width: 110, hidden: true },
    ];
  }

  /** @param {any} value @param {Spot[]} rows */
  save(value, rows) {
    const columns = this.columns(value);
    saveCsv(
      'hot-spots',
      columns.map(({ name }) => name),
      rows.map((one) => columns.map((column) => column.value(one))),
    );
  }

  /** @param {Spot} spot */
  open(spot, value) {
    if (value.shapes) goToShapes(value.shapes, [spot.key]);
    else showArea({ layer: value.over, code: spot.key }, this.nameOf(spot, value));
  }
}
customElements.define('tm-density-hotspots', DensityHotspots);
