import { html } from 'lit';
import { showArea, showTurf } from '../../core/actions.js';
import { outlinesOf } from '../../core/outlines.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { StateElement } from '../../frame/element.js';
import { skeleton } from '../../parts/states.js';
import { byNature, matching } from '../../pure/table.js';
import { tongueText } from '../../pure/tongues.js';

const FIRST = 150;

/** Every area of a layer, or every turf, by name: what the map offers to the mouse, for the keyboard and the ear. */
class AreaList extends StateElement {
  static properties = { layer: {}, query: { state: true } };

  get keys() {
    return ['shapes', 'plan', 'area'];
  }

  constructor() {
    super();
    this.layer = ''; // its key, or 'turfs'
    this.query = '';
  }

  render() {
    const t = words.layers,
      turfs = this.layer === 'turfs',
      { area, layers, plan } = this.state;
    const drawn = outlinesOf(this.layer);
    if (!drawn && !turfs) return skeleton(t.loading);
    const rows = turfs ? plan.turfs : (drawn?.list ?? []);
    const found = matching(rows, this.query, (row) =>
      [row.name, row.code, row.lead?.name, row.lead?.languages?.map(tongueText).join(' ')].filter(Boolean).join(' '),
    )
      .slice()
      .sort((a, b) => byNature(a.name, b.name));
    const name = turfs ? t.turfs : (layers.list.find((layer) => layer.key === this.layer)?.name ?? '');
    const label = turfs ? t.filterTurfs : t.filter(name);
    return html` <div class="area-list">
      ${
        rows.length > 8
          ? html`<input
              type="search"
              class="filter"
              aria-label=${label}
              placeholder=${label}
              .value=${this.query}
              @input=${(event) => {
                this.query = event.target.value;
              }}
            />`
          : null
      }
      <ul>
        ${found.slice(0, FIRST).map(
          (row) =>
            html` <li>
              <button
                type="button"
                class="area-row"
                aria-pressed=${area?.layer === this.layer && area.code === row.code ? 'true' : 'false'}
                @click=${() => this.show(row)}
                @mouseenter=${() => this.point(row.code)}
                @mouseleave=${() => this.point(null)}
                @focus=${() => this.point(row.code)}
                @blur=${() => this.point(null)}
              >
                ${turfs ? html`<span class="swatch c${row.colour}"></span>` : null}
                <span class="area-name"
                  >${row.name}${turfs ? html`<span class="area-detail">${row.lead?.name ?? words.place.nobody}</span>` : null}</span
                >
                <span class="code">${turfs ? t.unitsOf(row.units) : row.code !== row.name ? row.code : ''}</span>
              </button>
            </li>`,
        )}
      </ul>
      ${found.length === 0 ? html`<p class="note">${t.noMatch(this.query)}</p>` : null}
      ${found.length > FIRST ? html`<p class="note">${t.more(FIRST, found.length)}</p>` : null}
    </div>`;
  }

  point(code) {
    store.set({ pointed: code === null ? null : { layer: this.layer, code } });
  }

  show(row) {
    if (this.layer === 'turfs') showTurf(row);
    else showArea({ layer: this.layer, code: row.code }, row.name);
  }
}
customElements.define('tm-area-list', AreaList);
