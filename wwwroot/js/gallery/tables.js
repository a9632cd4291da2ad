import { html } from 'lit';
import { PartElement } from '../parts/element.js';
import { inPieces } from '../parts/pieces.js';
import '../parts/table.js';
import { countText, dayText, numberText } from '../pure/format.js';
import { placesOf } from './data.js';
import { section, state } from './section.js';

/** @type {import('../pure/sorting.js').Column[]} */
const COLUMNS = [
  { key: 'name', name: 'Name', value: (row) => row.name, width: 230 },
  { key: 'kind', name: 'Service', kind: 'chip', value: (row) => row.kind },
  { key: 'area', name: 'Area', value: (row) => row.area, width: 110 },
  { key: 'visits', name: 'Visits', kind: 'number', value: (row) => row.visits, text: (row) => countText(row.visits) },
  {
    key: 'share',
    name: 'Share',
    kind: 'number',
    value: (row) => row.share,
    text: (row) => (row.share === null ? '' : `${numberText(row.share, 1)} %`),
  },
  { key: 'since', name: 'Since', kind: 'date', value: (row) => row.since, text: (row) => dayText(row.since) },
  { key: 'note', name: 'Note', value: (row) => row.note, hidden: true, sortable: false },
];

class GalleryTables extends PartElement {
  static properties = { chosen: { state: true }, many: { state: true } };

  constructor() {
    super();
    this.chosen = null;
    /** @type {import('./data.js').Place[] | null} */ this.many = null;
    this.few = [...placesOf(4)];
  }

  async firstUpdated() {
    const many = [];
    await inPieces(placesOf(100_000), undefined, (place) => many.push(place));
    this.many = many;
  }

  render() {
    const table = (label, more) =>
      html`<tm-table
        label=${label}
        .columns=${COLUMNS}
        .rows=${more.rows ?? []}
        .query=${more.query ?? ''}
        .sort=${more.sort ?? null}
        status=${more.status ?? ''}
        .problem=${more.problem ?? ''}
      ></tm-table>`;
    return section(
      'table',
      'Table',
      html` ${state(
          '100,000 rows; a row opens',
          html`<tm-table
              id="many"
              label="Places"
              file="places"
              opens
              .columns=${COLUMNS}
              .rows=${this.many ?? []}
              status=${this.many ? '' : 'loading'}
              .chosen=${this.chosen}
              @row=${(event) => {
                this.chosen = event.detail.row;
              }}
            ></tm-table>
            <p class="note" role="status">${this.chosen ? `Opened: ${this.chosen.name}` : 'Nothing opened.'}</p>`,
          'wide',
        )}
        ${state('Few rows, sorted', table('A few places', { rows: this.few, sort: { key: 'visits', down: true } }), 'wide')}
        <div class="states">
          ${state('Filtered to nothing', table('Places without a match', { rows: this.few, query: 'zebra' }))}
          ${state('Empty', table('Visits', {}))} ${state('Loading', table('Visits', { status: 'loading' }))}
          ${state(
            'Failed',
            table('Visits', { status: 'failed', problem: 'The server answered with an error (503). Try again in a minute.' }),
          )}
        </div>`,
    );
  }
}
customElements.define('tm-gallery-tables', GalleryTables);
