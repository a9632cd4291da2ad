import { html, nothing } from 'lit';
import { showArea } from '../core/actions.js';
import { api } from '../core/api.js';
import { map } from '../core/map-control.js';
import { announce } from '../core/notices.js';
import { lookUp } from '../core/place.js';
import { sentenceOf } from '../core/problems.js';
import { allFeatures } from '../core/registry.js';
import { Resource } from '../core/resource.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';
import { message } from '../parts/message.js';

const PICTURE = { place: 'cross', area: 'layers', turf: 'pin', liaison: 'person' };

const searches = () => allFeatures().flatMap(({ search }) => search ?? []);

/** One box for places, areas, turfs, liaisons and what features find: a combobox with a list below it. */
class SearchBox extends StateElement {
  static properties = {
    query: { state: true },
    at: { state: true },
    open: { state: true },
  };

  get keys() {
    return ['date'];
  }

  constructor() {
    super();
    this.query = '';
    /** @type {Resource<any[]>} */ this.found = new Resource({ problemOf: sentenceOf, changed: (found) => this.changed(found) });
    this.at = -1;
    this.open = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  /** What was found; null while nothing has been. @returns {any[] | null} */
  get results() {
    return this.found.status === 'failed' ? [] : this.found.value;
  }

  render() {
    const t = words.search,
      list = this.results ?? [],
      { problem } = this.found;
    const shown = this.open && this.query.trim() !== '' && this.results !== null;
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
          for (const search of searches()) search.begin();
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
                ${icon(result.icon ?? PICTURE[result.kind] ?? 'pin')}
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
                <strong>${problem ? message(problem) : t.none(this.query.trim())}</strong>${problem ? null : html`<br />${t.noneHint}`}
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
    const query = this.query.trim(),
      { date } = store.get();
    if (query === '') {
      this.forget();
      return [];
    }
    const read = async (signal) => [
      ...(await api.search(query, date, signal)).results,
      ...searches().flatMap((search) => search.find(query)),
    ];
    return (await this.found.want([query, date], read, { retry: true })) ? this.found.value : [];
  }

  /** @param {Resource<any[]>} found */
  changed({ status, value }) {
    if (status !== 'loading') this.at = status === 'ready' && value && value.length > 0 ? 0 : -1;
    if (status === 'ready') announce(words.search.found(value?.length ?? 0));
    this.requestUpdate();
  }

  /** Nothing was asked and nothing found. */
  forget() {
    this.found.clear();
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
      const list = await this.ask();
      const result = list?.[Math.max(0, this.at)];
      if (result) this.choose(result);
    } else if (event.key === 'Escape') {
      if (this.open && this.results) this.open = false;
      else this.clear();
    }
  }

  choose(result) {
    Object.assign(this, { open: false, query: result.label });
    this.forget();
    const search = searches().find(({ kind }) => kind === result.kind);
    if (search) search.open(result);
    else if (result.kind === 'area' && result.layer) {
      showArea({ layer: result.layer, code: result.code }, result.label);
      store.set({ tab: 'layers', item: null, find: '', wide: false });
    } else {
      lookUp({ lon: result.lon, lat: result.lat }, { move: !result.bounds });
      if (result.bounds) map.fly({ bounds: result.bounds });
    }
  }

  clear() {
    this.query = '';
    this.forget();
    this.querySelector('input')?.focus();
  }

  leave(event) {
    if (!this.contains(event.relatedTarget)) this.open = false;
  }
}
customElements.define('tm-search', SearchBox);
