import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from './icons.js';
import { csvPieces } from '../pure/csv.js';
import { found, nextSort, ordered, shownIn, writtenIn } from '../pure/sorting.js';
import { movedBy, rowsInView, scrolledTo } from '../pure/virtual.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';
import { inPieces } from './pieces.js';
import { placeBeside } from './popover.js';
import { empty, problem, skeleton } from './states.js';

/** @typedef {import('../pure/sorting.js').Column} Column */

const ROW = 44,
  NARROW = 560,
  PRINTED = 1000,
  WIDTHS = { text: 180, number: 112, date: 124, chip: 132 };

/**
 * A table of any length: sorted by its heads, filtered, its columns chosen, walked through by the keyboard, taken along as CSV. Only the
 * rows in view are in the page; on paper the first thousand.
 * Emits `row` {row} when a row is opened (Enter or click) and `retry`.
 */
class Table extends PartElement {
  static properties = {
    label: {},
    columns: { attribute: false },
    rows: { attribute: false },
    opens: { type: Boolean },
    chosen: { attribute: false },
    file: {},
    status: {},
    problem: {},
    emptyTitle: { attribute: 'empty-title' },
    emptyText: { attribute: 'empty-text' },
    query: { state: true },
    sort: { attribute: false },
    taken: { state: true },
    drawn: { state: true },
    busy: { state: true },
    writing: { state: true },
    at: { state: true },
    view: { state: true },
  };

  constructor() {
    super();
    /** @type {string} what its rows are, in the plural: "Partners" */ this.label = '';
    /** @type {Column[]} the first one is held at the side */ this.columns = [];
    /** @type {any[]} */ this.rows = [];
    /** @type {boolean} whether a row leads somewhere */ this.opens = false;
    /** @type {any} the row that is open now */ this.chosen = null;
    /** @type {string} name of the CSV */ this.file = 'table';
    /** @type {'' | 'loading' | 'failed'} */ this.status = '';
    this.problem = '';
    this.emptyTitle = '';
    this.emptyText = '';
    this.query = '';
    /** @type {any} */ this.taken = null;
    this.busy = false;
    this.writing = false;
    /** @type {any[]} */ this.known = [];
    /** @type {any} */ this.turn = null;
    /** @type {{key: string, down: boolean} | null} */ this.sort = null;
    /** @type {{rows: any[], places: Uint32Array}} what is drawn: never newer rows with older places */ this.drawn = {
      rows: [],
      places: new Uint32Array(),
    };
    this.at = { row: 0, column: 0 };
    this.view = { scrolled: 0, seen: 480, wide: 1000 };
    this.watch = new ResizeObserver(() => this.measure());
    this.paper = matchMedia('print');
    this.turned = () => {
      this.requestUpdate();
      this.performUpdate();
    }; // now: the printer does not wait
  }

  connectedCallback() {
    super.connectedCallback();
    this.paper.addEventListener('change', this.turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
    this.paper.removeEventListener('change', this.turned);
    this.watched = null;
  }

  get grid() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.grid'));
  }

  /** The columns shown, the first always. */
  get shown() {
    return this.columns.filter((column, i) => i === 0 || (this.taken ? this.taken.includes(column.key) : !column.hidden));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('rows') || changed.has('columns')) this.known = [];
    if (['rows', 'columns', 'query', 'sort'].some((name) => changed.has(name))) this.arrange();
  }

  updated() {
    if (this.grid === this.watched) return;
    this.watch.disconnect();
    this.watched = this.grid;
    if (this.grid) this.watch.observe(this.grid);
  }

  async arrange() {
    const mine = (this.turn = {}),
      { rows, columns, query, sort, known } = this,
      column = columns.find(({ key }) => key === sort?.key);
    this.busy = true;
    const places = await inPieces(
      (function* () {
        const kept = yield* found(rows, columns, query, known);
        return column ? yield* ordered(kept, rows, column, sort?.down ?? false) : kept;
      })(),
      () => this.turn === mine,
    );
    if (!places || this.turn !== mine) return;
    Object.assign(this, { drawn: { rows, places }, busy: false, at: { ...this.at, row: Math.min(this.at.row, places.length - 1) } });
    if (this.at.row < 0 && places.length > 0 && !this.contains(document.activeElement)) this.at = { ...this.at, row: 0 };
  }

  measure() {
    const grid = this.grid;
    if (!grid) return;
    const head = /** @type {HTMLElement} */ (grid.querySelector('.grid-head')).offsetHeight;
    const view = { scrolled: grid.scrollTop, seen: Math.max(ROW, grid.clientHeight - head), wide: grid.clientWidth };
    grid.classList.toggle('is-aside', grid.scrollLeft > 0);
    const before = this.rowsAt(this.view),
      now = this.rowsAt(view);
    if (before.first !== now.first || before.end !== now.end || now.at(0) !== 0 || view.wide !== this.view.wide) this.view = view;
    else Object.assign(this.view, view);
  }

  rowsAt({ scrolled, seen }) {
    if (this.paper.matches) return { first: 0, end: Math.min(PRINTED, this.drawn.places.length), tall: 0, at: (row) => row * ROW };
    return rowsInView({ count: this.drawn.places.length, rowHeight: ROW, scrolled, seen });
  }

  render() {
    const t = words.table,
      { places } = this.drawn;
    if (this.status === 'loading') return skeleton(t.loading(this.label));
    if (this.status === 'failed') return problem(t.failed(this.label), this.problem, () => this.emit('retry'), t.kept);
    if (this.rows.length === 0) return empty('list', this.emptyTitle || t.emptyTitle(this.label), this.emptyText || t.empty);
    return html` ${this.tools()}
      ${
        places.length === 0 && !this.busy && this.drawn.rows === this.rows
          ? html`<div class="grid-none">
              <p><strong>${t.noMatch(this.query.trim())}</strong></p>
              <p class="note">${t.noMatchHint}</p>
              <button type="button" class="button" @click=${this.clear}>${t.clear}</button>
            </div>`
          : this.table()
      }
      ${places.length > PRINTED ? html`<p class="note only-printed">${t.printed(PRINTED, places.length)}</p>` : null}
      <p class="visually-hidden" role="status">${this.sorted()}</p>`;
  }

  tools() {
    const t = words.table,
      { places } = this.drawn,
      id = this.uid;
    return html` <div class="table-tools">
      <div class="table-filter">
        ${icon('search')}<input
          type="text"
          id="${id}-filter"
          aria-label=${t.filter(this.label)}
          placeholder=${t.filterShort}
          autocomplete="off"
          spellcheck="false"
          .value=${this.query}
          @input=${(event) => {
            this.query = event.target.value;
            this.toTop();
          }}
          @keydown=${(event) => {
            if (event.key === 'Escape' && this.query) {
              event.stopPropagation();
              this.clear();
            }
          }}
        />
        ${
          this.query
            ? html`<button type="button" class="icon-button small" aria-label=${t.clear} title=${t.clear} @click=${this.clear}>
                ${icon('close')}
              </button>`
            : null
        }
      </div>
      <p class="table-count" role="status">
        ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : null}<span>${t.count(places.length, this.rows.length)}</span>
      </p>
      <button type="button" class="button" popovertarget="${id}-columns" aria-label=${t.columns}>
        ${icon('columns')}<span class="table-word">${t.columns}</span>
      </button>
      <div id="${id}-columns" class="popover part-popover" popover role="dialog" aria-label=${t.columns} @toggle=${this.opened}>
        <h2 class="popover-title">${t.columns}</h2>
        <ul class="choices">
          ${this.columns.map(
            (column, i) =>
              html`<li>
                <label class="choice"
                  ><span>${column.name}</span
                  ><input
                    type="checkbox"
                    .checked=${this.shown.includes(column)}
                    ?disabled=${i === 0}
                    @change=${(event) => this.take(column.key, event.target.checked)}
                /></label>
              </li>`,
          )}
        </ul>
        <button
          type="button"
          class="button small"
          @click=${() => {
            this.taken = null;
          }}
        >
          ${t.columnsReset}
        </button>
      </div>
      <button type="button" class="button" aria-label=${t.export} aria-disabled=${this.writing ? 'true' : nothing} @click=${this.write}>
        ${icon('download')}<span class="table-word">${t.exportShort}</span>
      </button>
    </div>`;
  }

  table() {
    const { places } = this.drawn,
      columns = this.shown,
      rows = this.rowsAt(this.view),
      { sizes, least } = this.sizes(columns);
    const drawn = Array.from({ length: Math.max(0, rows.end - rows.first) }, (_, i) => rows.first + i);
    if (this.at.row >= 0 && this.at.row < places.length) {
      // the focus is never scrolled out of the page
      if (this.at.row < rows.first) drawn.unshift(this.at.row);
      if (this.at.row >= rows.end) drawn.push(this.at.row);
    }
    return html` <div
      class="grid ${this.opens ? 'opens' : ''}"
      role="grid"
      aria-label=${this.label}
      aria-rowcount=${places.length + 1}
      aria-colcount=${columns.length}
      aria-busy=${this.busy ? 'true' : 'false'}
      @scroll=${this.measure}
      @keydown=${this.key}
      @focusin=${this.focused}
      @click=${this.pressed}
    >
      <div class="grid-sheet" role="presentation" .style=${`--columns: ${sizes}; min-width: ${least}px`}>
        <div class="grid-head" role="rowgroup">
          <div class="grid-row" role="row" aria-rowindex="1" data-row="-1">${columns.map((column, i) => this.head(column, i))}</div>
        </div>
        <div class="grid-body" role="rowgroup" .style=${`height: ${rows.tall}px`}>
          ${repeat(
            drawn,
            (row) => row,
            (row) => this.row(row, rows.at(row), columns),
          )}
        </div>
      </div>
    </div>`;
  }

  /** @param {Column[]} columns */
  sizes(columns) {
    const widths = columns.map(({ kind = 'text', width }, i) =>
      i === 0 && this.view.wide < NARROW ? Math.min(152, width ?? WIDTHS[kind]) : (width ?? WIDTHS[kind]),
    );
    return {
      sizes: columns.map(({ kind = 'text' }, i) => `minmax(${widths[i]}px, ${kind === 'text' ? 2 : 1}fr)`).join(' '),
      least: widths.reduce((sum, width) => sum + width, 0),
    };
  }

  /** @param {Column} column @param {number} i */
  head(column, i) {
    const t = words.table,
      isSorted = this.sort?.key === column.key,
      stop = this.at.row === -1 && this.at.column === i ? 0 : -1,
      kind = `grid-cell is-${column.kind ?? 'text'}`;
    if (column.sortable === false)
      return html`<div role="columnheader" class=${kind} aria-colindex=${i + 1} data-column=${i} tabindex=${stop}>${column.name}</div>`;
    return html`<div
      role="columnheader"
      class=${kind}
      aria-colindex=${i + 1}
      aria-sort=${isSorted ? (this.sort?.down ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        class="grid-sort ${isSorted ? 'is-sorted' : ''}"
        data-column=${i}
        tabindex=${stop}
        title=${t.sortBy(column.name)}
        @click=${() => {
          this.sort = nextSort(this.sort, column.key);
          this.toTop();
        }}
      >
        <span>${column.name}</span>${icon(isSorted ? (this.sort?.down ? 'falling' : 'rising') : 'sort')}
      </button>
    </div>`;
  }

  /** @param {number} row @param {number} top @param {Column[]} columns */
  row(row, top, columns) {
    const value = this.drawn.rows[this.drawn.places[row]];
    return html`<div
      class="grid-row ${value === this.chosen ? 'is-chosen' : ''}"
      role="row"
      aria-rowindex=${row + 2}
      aria-selected=${this.opens ? (value === this.chosen ? 'true' : 'false') : nothing}
      data-row=${row}
      .style=${`transform: translateY(${top}px)`}
    >
      ${columns.map((column, i) => {
        const text = shownIn(column, value);
        return html`<div
          role=${i === 0 ? 'rowheader' : 'gridcell'}
          class="grid-cell is-${column.kind ?? 'text'}"
          aria-colindex=${i + 1}
          data-column=${i}
          tabindex=${this.at.row === row && this.at.column === i ? 0 : -1}
          title=${text}
        >
          ${column.kind === 'chip' && text ? html`<span class="chip quiet">${text}</span>` : text}
        </div>`;
      })}
    </div>`;
  }

  sorted() {
    const t = words.table,
      column = this.columns.find(({ key }) => key === this.sort?.key);
    return column && !this.busy ? t.sorted(column.name, column.kind ?? 'text', this.sort?.down ?? false) : '';
  }

  toTop() {
    this.grid?.scrollTo({ top: 0 });
    if (this.at.row > 0) this.at = { ...this.at, row: 0 };
  }

  clear() {
    this.query = '';
    this.focusOn(`#${this.uid}-filter`);
  }

  take(key, isTaken) {
    const keys = this.shown.map((column) => column.key).filter((one) => one !== key);
    this.taken = isTaken ? [...keys, key] : keys;
    this.at = { ...this.at, column: Math.min(this.at.column, this.shown.length - 1) };
  }

  opened(event) {
    if (event.newState !== 'open') return;
    placeBeside(event.target, /** @type {Element} */ (this.querySelector(`[popovertarget="${this.uid}-columns"]`)));
    event.target.querySelector('input:enabled')?.focus();
  }

  /** Where an event happened. @param {Event} event @returns {{row: number, column: number} | null} */
  placeOf(event) {
    const cell = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-column]')),
      row = /** @type {HTMLElement | null} */ (cell?.closest('[data-row]'));
    return cell && row ? { row: Number(row.dataset.row), column: Number(cell.dataset.column) } : null;
  }

  focused(event) {
    const place = this.placeOf(event);
    if (place && (place.row !== this.at.row || place.column !== this.at.column)) this.at = place;
  }

  pressed(event) {
    const place = this.placeOf(event);
    if (place && place.row >= 0) this.open(place.row);
  }

  open(row) {
    if (this.opens) this.emit('row', { row: this.drawn.rows[this.drawn.places[row]] });
  }

  async key(event) {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && this.at.row >= 0) {
      event.preventDefault();
      this.open(this.at.row);
      return;
    }
    const size = { rows: this.drawn.places.length, columns: this.shown.length, page: Math.max(1, Math.floor(this.view.seen / ROW) - 1) };
    const to = movedBy(event.key, event.ctrlKey, this.at, size);
    if (!to) return;
    event.preventDefault();
    await this.goTo(to);
  }

  /** Brings a cell into view and into focus. @param {{row: number, column: number}} to */
  async goTo(to) {
    const grid = /** @type {HTMLElement} */ (this.grid);
    if (to.row >= 0)
      grid.scrollTop = scrolledTo(
        { count: this.drawn.places.length, rowHeight: ROW, scrolled: grid.scrollTop, seen: this.view.seen },
        to.row,
      );
    this.measure();
    this.at = to;
    await this.updateComplete;
    const cell = /** @type {HTMLElement | null} */ (grid.querySelector(`[data-row="${to.row}"] [data-column="${to.column}"]`)),
      held = /** @type {HTMLElement | null} */ (grid.querySelector('.grid-cell'));
    if (!cell || !held) return;
    cell.focus({ preventScroll: true });
    const box = (cell.closest('.grid-cell') ?? cell).getBoundingClientRect(),
      frame = grid.getBoundingClientRect();
    if (to.column === 0) grid.scrollLeft = 0;
    else if (box.left < frame.left + held.offsetWidth) grid.scrollLeft -= frame.left + held.offsetWidth - box.left;
    else if (box.right > frame.left + grid.clientWidth) grid.scrollLeft += box.right - frame.left - grid.clientWidth;
  }

  async write() {
    if (this.writing) return;
    this.writing = true;
    const { rows, places } = this.drawn,
      columns = this.shown,
      bytes = new TextEncoder(),
      pieces = [bytes.encode('\ufeff')]; // the mark tells spreadsheets that it is UTF-8
    await inPieces(
      csvPieces(
        columns.map(({ name }) => name),
        places,
        (place) => columns.map((column) => writtenIn(column, rows[place])),
      ),
      undefined,
      (piece) => pieces.push(bytes.encode(piece)),
    );
    const link = document.createElement('a'),
      address = URL.createObjectURL(new Blob(pieces, { type: 'text/csv' }));
    Object.assign(link, { href: address, download: `${this.file}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    this.writing = false;
  }
}
customElements.define('tm-table', Table);
