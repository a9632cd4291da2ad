import { html } from 'lit';
import { openItem } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { readOn } from '../../core/lists.js';
import { lookUp } from '../../core/place.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { StateElement } from '../../frame/element.js';
import { backTo, factList, findBox, listHead, listOf, listRow, provenance } from '../../frame/list.js';
import { hideMarks, showMarks } from '../../frame/marks.js';
import { panelResource } from '../../frame/panel-resource.js';
import { wideButton, wideTable } from '../../frame/wide.js';
import { icon } from '../../parts/icons.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { dayText } from '../../pure/format.js';
import { momentDay } from '../../pure/moments.js';
import { matching } from '../../pure/table.js';
import { languageText } from '../../pure/tongues.js';

const t = words.cases;

const statusText = (one) => t.statuses[one.status?.toLowerCase()] ?? one.status;

/** @type {import('../../pure/sorting.js').Column[]} */
const COLUMNS = [
  { key: 'id', name: t.number, value: (one) => one.id, kind: 'text', width: 110 },
  { key: 'kind', name: t.kind, value: (one) => one.kind, kind: 'text', width: 180 },
  { key: 'status', name: t.status, value: (one) => statusText(one), kind: 'chip', width: 130 },
  { key: 'language', name: t.language, value: (one) => (one.language ? languageText(one.language) : null), kind: 'text', width: 130 },
  { key: 'opened', name: t.opened, value: (one) => one.opened, kind: 'date', width: 125 },
  { key: 'due', name: t.due, value: (one) => one.due, kind: 'date', width: 125 },
  { key: 'closed', name: t.closed, value: (one) => one.closed, kind: 'date', width: 125 },
  { key: 'address', name: words.partners.address, value: (one) => one.address, kind: 'text', width: 220 },
];

const STATES = /** @type {const} */ (['open', 'closed', 'all']);

/** The cases that one may see. Opening the list and each case is kept in the audit. */
class CasesPanel extends StateElement {
  get keys() {
    return ['lists', 'find', 'item', 'caseState', 'city', 'me', 'layers', 'wide'];
  }

  constructor() {
    super();
    /** A case that the list does not hold. It is read once: each time is kept in the audit. */ this.opened = panelResource(this, []);
  }

  /** The case of the list that is open. */
  get listed() {
    const { lists, item } = this.state;
    return lists.cases?.rows.find((one) => one.id === item);
  }

  willUpdate() {
    const { item } = this.state;
    if (item && !this.listed) this.opened.want(item, (signal) => api.caseOf(item, signal), { keep: false });
  }

  render() {
    const { lists, item } = this.state;
    if (!item) return html`${this.list(lists.cases)}${this.origin()}`;
    const { value, problem: wrong } = this.opened;
    return html`${this.one(this.listed ?? { ...value, id: item, problem: wrong })}${this.origin()}`;
  }

  list(list) {
    const { find, caseState, wide } = this.state;
    const found = list
      ? matching(list.rows, find, (one) =>
          [one.id, one.kind, statusText(one), one.address, one.language && languageText(one.language)].filter(Boolean).join(' '),
        )
      : [];
    return html` ${listHead(
        t.title,
        list?.status === 'ready' ? (list.next ? t.first(list.rows.length) : t.count(list.rows.length)) : null,
        list?.rows.length ? wideButton() : null,
      )}
      <div class="chip-row" role="group" aria-label=${t.state}>
        ${STATES.map(
          (key) =>
            html`<button
              type="button"
              class="choice-chip"
              aria-pressed=${caseState === key ? 'true' : 'false'}
              @click=${() => store.set({ caseState: key })}
            >
              ${t.states[key]}
            </button>`,
        )}
      </div>
      ${wide && list?.rows.length ? null : findBox(list?.next ? t.findLoaded : t.find)}
      ${list?.status === 'failed' ? problem(t.failed, list.problem, () => readOn('cases')) : null}
      ${
        !list || (list.status === 'loading' && list.rows.length === 0)
          ? skeleton(t.loading)
          : list.rows.length === 0
            ? list.status === 'ready'
              ? empty('cases', t.none, t.noneHint(this.state.me?.role))
              : null
            : wide
              ? wideTable({ label: t.title, file: 'cases', columns: COLUMNS, rows: list.rows, open: (one) => openItem(one.id) })
              : found.length === 0
                ? html`<p class="note">${words.layers.noMatch(find)}</p>`
                : listOf(
                    found.map((one) =>
                      listRow({
                        id: one.id,
                        name: one.kind,
                        detail: [one.address, one.opened ? t.since(dayText(one.opened)) : null].filter(Boolean).join(' · '),
                        side: this.standing(one),
                        open: () => openItem(one.id),
                      }),
                    ),
                  )
      }
      ${
        list?.next
          ? html`<button type="button" class="button wide" ?disabled=${list.status === 'loading'} @click=${() => readOn('cases')}>
              ${t.more}
            </button>`
          : null
      }`;
  }

  /** Open and past its day is said in words. */
  standing(one) {
    const today = this.state.city.value?.today;
    return !one.closed && one.due && today && one.due < today
      ? html`<span class="chip warning">${words.cases.overdue}</span>`
      : html`<span class="chip quiet">${statusText(one)}</span>`;
  }

  one(one) {
    const { layers } = this.state;
    if (one.problem) return html`${backTo(t.back)}${problem(t.failed, one.problem)}`;
    if (!one.kind) return html`${backTo(t.back)}${skeleton(t.loading)}`;
    const areas = Object.entries(one.areas ?? {});
    return html` ${backTo(t.back)}
      <p class="eyebrow">${one.id}</p>
      <h2 class="item-title">${one.kind}</h2>
      <p class="chip-row">
        ${this.standing(one)}${one.language ? html`<span class="chip quiet">${languageText(one.language)}</span>` : null}
      </p>
      ${factList([
        [t.opened, one.opened && dayText(one.opened)],
        [t.due, one.due && dayText(one.due)],
        [t.closed, one.closed && dayText(one.closed)],
        [words.partners.address, one.address],
        ...areas.map(([key, code]) => /** @type {[string, any]} */ ([layers.list.find((layer) => layer.key === key)?.name ?? key, code])),
      ])}
      ${
        one.place
          ? html`<div class="actions">
              <button type="button" class="button" @click=${() => lookUp(one.place, { move: true })}>
                ${icon('pin')}${words.partners.whoCovers}
              </button>
            </div>`
          : html`<p class="note">${t.noPlace}</p>`
      }`;
  }

  origin() {
    const { city, me } = this.state;
    return provenance([
      words.provenance.taken(momentDay(city.value?.taken?.cases)),
      words.cases.scope[me?.role] ?? null,
      words.cases.audited,
    ]);
  }

  /** One that is open and not of the list, such as a closed one behind a link, is on the map too. */
  updated() {
    const { lists, item } = this.state,
      rows = lists.cases?.rows ?? [],
      { value } = this.opened;
    showMarks('cases', item && !this.listed && value?.place ? [...rows, { ...value, id: item }] : rows, item);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.opened.clear();
    hideMarks('cases');
  }
}
customElements.define('tm-cases', CasesPanel);
