import { html } from 'lit';
import { openTab } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { map } from '../../core/map-control.js';
import { store } from '../../core/store.js';
import { areaLayer, densityFields, densityParts, lookedAt, pictureNow } from './density.js';
import { words as t } from './words.js';
import { StateElement } from '../../frame/element.js';
import { panelResource } from '../../frame/panel-resource.js';
import { icon } from '../../parts/icons.js';
import { inPieces } from '../../parts/pieces.js';
import { problem, skeleton } from '../../parts/states.js';
import { standingOfArea } from '../../pure/area-measures.js';
import { cellPieces, hexagonRows } from '../../pure/density-rows.js';
import { numberText } from '../../pure/format.js';
import { sharesOf } from '../../pure/raster.js';
import '../../parts/table.js';

const number = (key, name, text, width = 110) => ({
  key,
  name,
  value: (row) => row[key] ?? null,
  kind: /** @type {const} */ ('number'),
  width,
  ...(text ? { text } : {}),
});
const one =
  (key, decimals = 1) =>
  (row) =>
    row[key] === null || row[key] === undefined ? '' : numberText(row[key], decimals);

/** @type {Record<string, import('../../pure/sorting.js').Column[]>} */
const COLUMNS = {
  hexagons: [
    { key: 'code', name: t.table.hexagon, value: (row) => row.code, kind: 'text', width: 110 },
    number('cases', t.table.count),
    number('density', t.table.density, one('density', 2), 130),
    number('lon', t.table.lon, one('lon', 5), 120),
    number('lat', t.table.lat, one('lat', 5), 120),
  ],
  surface: [
    {
      key: 'class',
      name: t.surface.densityClass,
      value: (row) => (row.from === null ? t.surface.blank : t.surface.between(numberText(row.from), numberText(row.to))),
      kind: 'text',
      width: 150,
    },
    number('cells', t.surface.cells),
    number('share', t.surface.share, (row) => `${numberText(100 * row.share, 1)} %`, 150),
  ],
  areas: [
    { key: 'name', name: t.areas.name, value: (row) => row.name || row.key || t.areas.nowhere, kind: 'text', width: 150 },
    number('cases', t.areas.cases),
    number('density', t.areas.density, one('density', 2), 130),
    number('residents', t.areas.residents),
    number('rate', t.areas.rate, one('rate')),
    number('rateLow', t.areas.low, one('rateLow')),
    number('rateHigh', t.areas.high, one('rateHigh')),
    number('smoothed', t.areas.smoothed, one('smoothed')),
    {
      key: 'state',
      name: t.areas.state,
      value: (row) => t.areas.states[standingOfArea(row, typeof row.residents === 'number' ? 'rate' : 'count')],
      kind: 'chip',
      width: 120,
    },
  ],
  cases: [
    { key: 'id', name: t.points.id, value: (row) => row.id, kind: 'text', width: 110 },
    { key: 'kind', name: t.points.kind, value: (row) => row.kind, kind: 'text', width: 170 },
    { key: 'day', name: t.points.day, value: (row) => row.opened, kind: 'date' },
    { key: 'status', name: t.points.status, value: (row) => row.status, kind: 'chip' },
    { key: 'address', name: t.points.address, value: (row) => row.address, kind: 'text', width: 200 },
  ],
  events: [
    { key: 'id', name: t.points.id, value: (row) => row.id, kind: 'text', width: 110 },
    { key: 'kind', name: t.points.kind, value: (row) => row.kind, kind: 'text', width: 150 },
    { key: 'title', name: t.points.title, value: (row) => row.name, kind: 'text', width: 200 },
    { key: 'day', name: t.points.day, value: (row) => row.starts?.slice(0, 10) ?? null, kind: 'date' },
    { key: 'status', name: t.points.status, value: (row) => row.status, kind: 'chip' },
    { key: 'address', name: t.points.address, value: (row) => row.placeName, kind: 'text', width: 200 },
  ],
};

/** What the map shows as a table, and as a CSV: everything that can be read on the map can be read here. */
class DensityTable extends StateElement {
  static properties = { busy: { state: true } };

  get keys() {
    return ['density', 'densityView', 'densityOf', 'caseFilter', 'date', 'densityHow'];
  }

  constructor() {
    super();
    /**
     * The list behind the points, page by page.
     * @type {import('../../core/resource.js').Resource<{rows: any[], next: string | null, total: number}>}
     */
    this.listed = panelResource(this, densityParts());
    this.busy = false;
    /** @type {{from: any, rows: any[]}} */ this.made = { from: null, rows: [] };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listed.clear();
  }

  willUpdate() {
    const { density, densityView: view } = this.state;
    if (view !== 'points' || density.view !== view || !density.about) return;
    this.listed.parts = densityParts();
    this.listed.want([lookedAt(), densityFields()], (signal) => this.read(null, signal), { keep: false });
  }

  render() {
    const { density, densityView: view } = this.state,
      picture = pictureNow();
    if (density.view !== view || (!density.about && view !== 'areas')) return skeleton(t.loading);
    if (view === 'points') return this.list();
    const of = lookedAt(),
      fields = densityFields(),
      rows = this.rowsOf(picture, view),
      label = t.table[view];
    const link =
      view === 'hexagons'
        ? api.densityUrl(of, '/hexagons', { ...fields, format: 'csv' })
        : view === 'areas' && areaLayer()
          ? api.densityUrl(of, '/counts', { ...fields, by: areaLayer().by, format: 'csv' })
          : '';
    return html` <tm-table
        label=${label}
        file=${`${of}-${view}`}
        ?opens=${view !== 'surface'}
        .columns=${COLUMNS[view]}
        .rows=${rows}
        @row=${({ detail }) => this.open(view, detail.row)}
      ></tm-table>
      ${link ? html`<a class="button" href=${link} download>${icon('download')}${t.table.csv}</a>` : null}
      ${
        view === 'surface' && picture.raster
          ? html`<button
              type="button"
              class="button"
              aria-disabled=${this.busy ? 'true' : 'false'}
              @click=${() => this.writeCells(picture.raster)}
            >
              ${icon('download')}${t.surface.cellsFile}
            </button>`
          : null
      }`;
  }

  /** Made once for each answer, for the table begins anew with new rows. */
  rowsOf({ shapes, areas, raster }, view) {
    const from = view === 'hexagons' ? shapes : view === 'areas' ? areas : raster;
    if (this.made.from !== from)
      this.made = { from, rows: !from ? [] : view === 'hexagons' ? hexagonRows(from) : view === 'areas' ? from : sharesOf(from) };
    return this.made.rows;
  }

  list() {
    const of = lookedAt(),
      { status, value, problem: why } = this.listed;
    if (status === 'failed' && !value) return problem(t.points.failed, why, () => this.listed.again());
    if (!value) return skeleton(t.loading);
    const { rows, next, total } = value;
    return html` <tm-table
        label=${t.table.points}
        file=${of}
        opens
        .columns=${COLUMNS[of]}
        .rows=${rows}
        @row=${({ detail }) => this.open('points', detail.row)}
      ></tm-table>
      ${total > rows.length ? html`<p class="note">${t.points.list(numberText(rows.length), numberText(total))}</p>` : null}
      ${status === 'failed' ? problem(t.points.failed, why, () => this.readOn()) : null}
      ${
        next && status !== 'failed'
          ? html`<button
              type="button"
              class="button wide"
              aria-disabled=${status === 'loading' ? 'true' : 'false'}
              @click=${() => {
                if (status !== 'loading') this.readOn();
              }}
            >
              ${t.points.more}
            </button>`
          : null
      }`;
  }

  /** @param {string | null} after @param {AbortSignal} signal */
  async read(after, signal) {
    const of = lookedAt(),
      answer = await api.density(of, '', { ...densityFields(), after, limit: 200 }, signal);
    return { rows: answer[of], next: answer.next ?? null, total: answer.total ?? 0 };
  }

  readOn() {
    const after = this.listed.value?.next ?? null;
    this.listed.extend(
      (signal) => this.read(after, signal),
      (before, more) => ({ ...more, rows: [...before.rows, ...more.rows] }),
    );
  }

  /** A row leads to its place on the map; a case opens as in the list of cases. */
  open(view, row) {
    if (view === 'areas' && row.key === '') return;
    if (view === 'areas') map.fly({ area: { layer: pictureNow().layer, code: row.key } });
    else if (view === 'points' && lookedAt() === 'cases') {
      openTab('cases');
      store.set({ item: row.id });
    } else if (row.place ?? row.lon) map.fly({ lon: row.place?.lon ?? row.lon, lat: row.place?.lat ?? row.lat, zoom: 15 });
  }

  async writeCells(raster) {
    if (this.busy) return;
    this.busy = true;
    const bytes = new TextEncoder(),
      pieces = [bytes.encode('\ufeff')];
    await inPieces(
      cellPieces(raster, t.surface.columns),
      () => true,
      (piece) => pieces.push(bytes.encode(piece)),
    );
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(pieces, { type: 'text/csv' }));
    link.download = 'surface.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.busy = false;
  }
}
customElements.define('tm-density-table', DensityTable);
