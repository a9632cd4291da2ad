import { html, nothing } from 'lit';
import { announce, lookUp, openItem, openTab, sentenceOf, showArea } from '../core/actions.js';
import { api } from '../core/api.js';
import { want } from '../core/lists.js';
import { told } from '../parts/told.js';
import { matching } from '../pure/table.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';

const PICTURE = { place: 'cross', area: 'layers', turf: 'pin', liaison: 'person', partner: 'partners' },
  MOST_PARTNERS = 5;

/** One box for places, areas, turfs, liaisons and partners: a combobox with a list below it. */
class SearchBox extends StateElement {
  static properties = {
    query: { state: true },
    results: { state: true },
    at: { state: true },
    open: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  get keys() {
    return ['date'];
  }

  constructor() {
    super();
    this.query = '';
    /** @type {any[] | null} */ this.results = null;
    this.at = -1;
    this.open = false;
    this.busy = false;
    /** @type {string | null} */ this.problem = null;
    /** @type {AbortController | null} */ this.asking = null;
    /** @type {string | null} */ this.asked = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  render() {
    const t = words.search,
      list = this.results ?? [];
    const shown = this.open && this.query.trim() !== '' && (this.results !== null || this.problem !== null);
    return html` <div class="search" role="search" @focusout=${this.leave}>
      ${icon('search')}
      <input
        id="search"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        enterkeyhint="search"
        aria-label=${t.label}
        aria-expanded=${shown ? 'true' : 'false'}
        aria-controls="search-list"
        aria-autocomplete="list"
        aria-activedescendant=${shown && this.at >= 0 ? `search-${this.at}` : nothing}
        placeholder=${t.placeholder}
        .value=${this.query}
        @input=${this.type}
        @keydown=${this.key}
        @focus=${() => {
          this.open = true;
          want('partners');
        }}
      />
      ${
        this.query
          ? html`<button type="button" class="icon-button small" aria-label=${t.clear} title=${t.clear} @click=${this.clear}>
              ${icon('close')}
            </button>`
          : html`<kbd class="hint only-wide" aria-hidden="true">/</kbd>`
      }
      <div class="results" ?hidden=${!shown}>
        <ul id="search-list" role="listbox" aria-label=${t.label} ?hidden=${list.length === 0}>
          ${list.map(
            (result, i) =>
              html` <li
                id="search-${i}"
                role="option"
                aria-selected=${i === this.at ? 'true' : 'false'}
                class=${i === this.at ? 'active' : ''}
                @pointerdown=${(event) => event.preventDefault()}
                @click=${() => this.choose(result)}
              >
                ${icon(PICTURE[result.kind] ?? 'pin')}
                <span class="result-text"
                  ><span class="result-label">${result.label}</span><span class="result-detail">${result.detail}</span></span
                >
                <span class="result-kind">${t.kinds[result.kind] ?? ''}</span>
              </li>`,
          )}
        </ul>
        ${
          list.length === 0 && shown
            ? html`<p class="results-none">
                <strong>${this.problem ? told(this.problem) : t.none(this.query.trim())}</strong
                >${this.problem ? null : html`<br />${t.noneHint}`}
              </p>`
            : null
        }
      </div>
    </div>`;
  }

  type(event) {
    this.query = event.target.value;
    this.open = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 140);
  }

  async ask() {
    this.asking?.abort();
    const query = this.query.trim();
    if (query === '') {
      this.results = null;
      this.problem = null;
      this.at = -1;
      return [];
    }
    const mine = (this.asking = new AbortController());
    try {
      const results = [...(await api.search(query, store.get().date, mine.signal)).results, ...this.partners(query)];
      Object.assign(this, { results, problem: null, at: results.length > 0 ? 0 : -1, asked: query });
      announce(words.search.found(results.length));
      return results;
    } catch (error) {
      if (mine.signal.aborted) return [];
      Object.assign(this, { results: [], problem: sentenceOf(error), at: -1 });
      return [];
    }
  }

  /** From the list that was read when the box was first gone to. @param {string} query */
  partners(query) {
    return matching(store.get().lists.partners?.rows ?? [], query, (one) => one.name)
      .slice(0, MOST_PARTNERS)
      .map(({ id, name, kind, address }) => ({ kind: 'partner', label: name, detail: [kind, address].filter(Boolean).join(' · '), id }));
  }

  async key(event) {
    const count = this.results?.length ?? 0;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      this.open = true;
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
      await this.updateComplete;
      this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      clearTimeout(this.timer);
      const list = this.asked === this.query.trim() ? this.results : await this.ask();
      const result = list?.[Math.max(0, this.at)];
      if (result) this.choose(result);
    } else if (event.key === 'Escape') {
      if (this.open && this.results) this.open = false;
      else this.clear();
    }
  }

  choose(result) {
    Object.assign(this, { open: false, query: result.label, results: null, at: -1, asked: null });
    if (result.kind === 'partner') {
      openTab('partners');
      openItem(result.id);
    } else if (result.kind === 'area' && result.layer) {
      showArea({ layer: result.layer, code: result.code }, result.label);
      store.set({ tab: 'layers', item: null, find: '', wide: false });
    } else {
      lookUp({ lon: result.lon, lat: result.lat }, { move: !result.bounds });
      if (result.bounds) store.set({ goTo: { bounds: result.bounds } });
    }
  }

  clear() {
    Object.assign(this, { query: '', results: null, at: -1, problem: null });
    this.querySelector('input')?.focus();
  }

  leave(event) {
    if (!this.contains(event.relatedTarget)) this.open = false;
  }
}
customElements.define('tm-search', SearchBox);
