import { html } from 'lit';
import { openItem } from '../../core/actions.js';
import { readOn } from '../../core/lists.js';
import { lookUp } from '../../core/place.js';
import { words } from '../../core/words.js';
import { StateElement } from '../../frame/element.js';
import { backTo, countLine, factList, findBox, listHead, listOf, listRow, provenance } from '../../frame/list.js';
import { hideMarks, showMarks } from '../../frame/marks.js';
import { wideButton, wideTable } from '../../frame/wide.js';
import { icon } from '../../parts/icons.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { nearestFirst } from '../../pure/distance.js';
import { dayText, metresText } from '../../pure/format.js';
import { momentDay } from '../../pure/moments.js';
import { byNature, matching } from '../../pure/table.js';
import { languageText } from '../../pure/tongues.js';

const FIRST = 100;

const t = words.partners;

/** @type {import('../../pure/sorting.js').Column[]} */
const COLUMNS = [
  { key: 'name', name: t.name, value: (one) => one.name, kind: 'text', width: 230 },
  { key: 'kind', name: t.kind, value: (one) => one.kind, kind: 'chip', width: 120 },
  {
    key: 'languages',
    name: t.languages,
    value: (one) => (one.languages ?? []).map((code) => languageText(code)).join(', '),
    kind: 'text',
    width: 190,
  },
  { key: 'services', name: t.services, value: (one) => (one.services ?? []).join(', '), kind: 'text', width: 240 },
  { key: 'away', name: t.away, value: (one) => (one.metres === null ? null : Math.round(one.metres)), kind: 'number', width: 130 },
  { key: 'hours', name: t.hours, value: (one) => one.hours, kind: 'text', width: 210, hidden: true },
  { key: 'phone', name: t.phone, value: (one) => one.phone, kind: 'text', width: 120 },
  { key: 'address', name: t.address, value: (one) => one.address, kind: 'text', width: 200 },
  { key: 'accessible', name: t.accessible, value: (one) => one.accessible, kind: 'text', width: 110, hidden: true },
  { key: 'verified', name: t.verified, value: (one) => one.verifiedOn, kind: 'date', width: 130 },
];

/** The organisations that can help: by name, language or service, the nearest first. */
class PartnersPanel extends StateElement {
  static properties = { order: { state: true }, all: { state: true } };

  get keys() {
    return ['lists', 'find', 'item', 'place', 'view', 'city', 'me', 'wide'];
  }

  constructor() {
    super();
    this.order = 'near';
    this.all = false;
  }

  /** The place looked up, else the middle of the map. */
  get from() {
    return this.state.place ?? this.state.view;
  }

  /** All with how far they lie; the same rows while neither they nor the place changed, so that the table keeps its order. */
  get measured() {
    const { rows } = this.state.lists.partners,
      at = this.state.place ?? this.state.view,
      key = `${at?.lon.toFixed(3)} ${at?.lat.toFixed(3)}`;
    if (this.kept?.rows !== rows || this.kept.key !== key) this.kept = { rows, key, value: nearestFirst(rows, at) };
    return this.kept.value;
  }

  get found() {
    const { lists, find } = this.state;
    const rows = matching(lists.partners.rows, find, (one) =>
      [one.name, one.kind, one.address, ...(one.services ?? []), ...(one.languages ?? []).map((code) => languageText(code))]
        .filter(Boolean)
        .join(' '),
    );
    return this.order === 'near' ? nearestFirst(rows, this.from) : nearestFirst(rows, null).sort((a, b) => byNature(a.name, b.name));
  }

  render() {
    const { lists, item } = this.state,
      list = lists.partners;
    if (!list || (list.status === 'loading' && list.rows.length === 0)) return skeleton(t.loading);
    if (list.status === 'failed' && list.rows.length === 0) return problem(t.failed, list.problem, () => readOn('partners'));
    if (list.rows.length === 0) return empty('partners', t.none, t.noneHint);
    const open = list.rows.find((one) => one.id === item);
    return html`${open ? this.one(open) : this.list(list)}${provenance([
      words.provenance.taken(momentDay(this.state.city.value?.taken?.partners)),
    ])}`;
  }

  list(list) {
    const { found } = this,
      shown = this.all ? found : found.slice(0, FIRST);
    const choice = (key, text) =>
      html`<button
        type="button"
        class="choice-chip"
        aria-pressed=${this.order === key ? 'true' : 'false'}
        @click=${() => {
          this.order = key;
        }}
      >
        ${text}
      </button>`;
    if (this.state.wide)
      return html`${listHead(t.title, null, wideButton())}${wideTable({
        label: t.title,
        file: 'partners',
        columns: COLUMNS,
        rows: this.measured,
        open: (one) => openItem(one.id),
      })}`;
    return html` ${listHead(t.title, countLine(found.length, list.rows.length, t.count), wideButton())} ${findBox(t.find)}
      <div class="chip-row" role="group" aria-label=${t.order}>
        ${choice('near', this.state.place ? t.nearPlace : t.nearMap)}${choice('name', t.byName)}
      </div>
      ${
        found.length === 0
          ? html`<p class="note">${words.layers.noMatch(this.state.find)}</p>`
          : listOf(
              shown.map((one) =>
                listRow({
                  id: one.id,
                  name: one.name,
                  detail: [one.kind, (one.languages ?? []).map((code) => languageText(code)).join(', ')].filter(Boolean).join(' · '),
                  side: this.order === 'near' && one.metres !== null && one.metres !== undefined ? metresText(one.metres) : null,
                  open: () => openItem(one.id),
                }),
              ),
            )
      }
      ${
        found.length > shown.length
          ? html`<button
              type="button"
              class="button wide"
              @click=${() => {
                this.all = true;
              }}
            >
              ${words.list.all(found.length)}
            </button>`
          : null
      }`;
  }

  one(one) {
    return html` ${backTo(t.back)}
      <h2 class="item-title">${one.name}</h2>
      <p class="chip-row">
        ${one.kind ? html`<span class="chip">${one.kind}</span>` : null}${(one.languages ?? []).map(
          (code) => html`<span class="chip quiet">${languageText(code)}</span>`,
        )}
      </p>
      <ul class="facts">
        ${
          one.phone
            ? html`<li>
                ${icon('phone')}<span class="visually-hidden">${words.place.phone}: </span
                ><a href="tel:${one.phone.replace(/[^+\d]/g, '')}">${one.phone}</a>
              </li>`
            : null
        }
        ${one.hours ? html`<li>${icon('clock')}<span class="visually-hidden">${words.place.hours}: </span>${one.hours}</li>` : null}
        ${one.address ? html`<li>${icon('pin')}<span class="visually-hidden">${t.address}: </span>${one.address}</li>` : null}
      </ul>
      ${factList([
        [t.services, (one.services ?? []).join(', ')],
        [t.serviceArea, one.serviceArea],
        [t.accessible, one.accessible],
        [t.verified, one.verifiedOn ? dayText(one.verifiedOn) : t.neverVerified],
      ])}
      ${
        one.place
          ? html`<div class="actions">
              <button type="button" class="button" @click=${() => lookUp(one.place, { move: true })}>${icon('pin')}${t.whoCovers}</button>
            </div>`
          : html`<p class="note">${t.noPlace}</p>`
      }`;
  }

  updated() {
    showMarks('partners', this.state.lists.partners?.rows ? this.found : [], this.state.item);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    hideMarks('partners');
  }
}
customElements.define('tm-partners', PartnersPanel);
