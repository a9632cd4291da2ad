import { html, nothing } from 'lit';
import { icon } from './icons.js';
import { matching } from '../pure/table.js';
import { words } from '../core/part-words.js';
import { Resource } from '../core/resource.js';
import { PartElement } from './element.js';

/** @typedef {{value: string, label: string, detail?: string, group?: string, icon?: import('./icons.js').IconName}} Option */

/**
 * One of many, found by typing: a combobox with a list below it (ARIA 1.2). It searches its options, or asks a source. Emits `choose`
 * {value, option}; a null value when it was cleared.
 */
class Combobox extends PartElement {
  static properties = {
    label: {},
    placeholder: {},
    hint: {},
    options: { attribute: false },
    source: { attribute: false },
    value: { attribute: false },
    disabled: { type: Boolean },
    query: { state: true },
    found: { state: true },
    at: { state: true },
    open: { state: true },
  };

  constructor() {
    super();
    this.label = '';
    this.placeholder = '';
    this.hint = '';
    this.disabled = false;
    this.query = '';
    this.at = -1;
    this.open = false;
    /** What the source is asked; its refusal's message is shown. @type {Resource<Option[]>} */
    this.asked = new Resource({ changed: (asked) => this.came(asked) });
    this.timer = 0;
    /** @type {Option[]} */ this.options = [];
    /** @type {((query: string, signal: AbortSignal) => Promise<Option[]>) | null} */ this.source = null;
    /** @type {Option | null} */ this.value = null;
    /** @type {Option[]} what is listed */ this.found = [];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.asked.clear();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('value')) this.query = this.value?.label ?? '';
  }

  /** What opens is seen, also at the lower edge of the window. @param {Map<string, any>} changed */
  updated(changed) {
    if (this.open && (changed.has('open') || changed.has('found') || this.problem))
      this.querySelector('.results')?.scrollIntoView({ block: 'nearest' });
  }

  render() {
    const t = words.combobox,
      id = this.uid,
      isListed = this.open && this.found.length > 0;
    return html` <div class="field combobox" @focusout=${this.leave}>
      <label class="field-name" for="${id}-input">${this.label}</label>
      <div class="combobox-box">
        <input
          type="text"
          id="${id}-input"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          aria-autocomplete="list"
          aria-expanded=${isListed ? 'true' : 'false'}
          aria-controls="${id}-list"
          aria-activedescendant=${isListed && this.at >= 0 ? `${id}-${this.at}` : nothing}
          aria-describedby=${this.hint ? `${id}-hint` : nothing}
          placeholder=${this.placeholder}
          ?disabled=${this.disabled}
          .value=${this.query}
          @input=${this.type}
          @keydown=${this.key}
          @click=${() => this.show()}
        />
        ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : null}
        ${
          this.query && !this.disabled
            ? html`<button
                type="button"
                class="icon-button small"
                aria-label=${t.clear(this.label)}
                title=${t.clearShort}
                @click=${this.clear}
              >
                ${icon('close')}
              </button>`
            : html`<span class="combobox-open" aria-hidden="true">${icon('down')}</span>`
        }
      </div>
      ${this.hint ? html`<p class="field-hint" id="${id}-hint">${this.hint}</p>` : null}
      <div class="results" ?hidden=${!this.open}>
        <div class="combobox-list" id="${id}-list" role="listbox" aria-label=${this.label} ?hidden=${!isListed}>
          ${this.groups().map(([name, options], g) =>
            name
              ? html`<div role="group" aria-labelledby="${id}-group-${g}">
                  <p class="combobox-group" id="${id}-group-${g}" role="presentation">${name}</p>
                  ${options.map((option) => this.option(option))}
                </div>`
              : options.map((option) => this.option(option)),
          )}
        </div>
        ${
          this.found.length > 0
            ? null
            : this.problem
              ? html`<div class="results-none">
                  <p>${icon('warning')}<strong>${this.problem}</strong></p>
                  <button
                    type="button"
                    class="button small"
                    @click=${() => {
                      this.ask();
                      this.focusOn('input');
                    }}
                  >
                    ${words.retry}
                  </button>
                </div>`
              : html`<p class="results-none">${this.busy ? t.busy : t.none(this.query.trim())}</p>`
        }
      </div>
      <p class="visually-hidden" role="status">${!this.open ? '' : this.busy ? t.busy : this.problem || t.found(this.found.length)}</p>
    </div>`;
  }

  /** @returns {[string, Option[]][]} */
  groups() {
    const groups = new Map();
    for (const option of this.found) groups.set(option.group ?? '', [...(groups.get(option.group ?? '') ?? []), option]);
    return [...groups];
  }

  /** @param {Option} option */
  option(option) {
    const i = this.listed.indexOf(option);
    return html`<div
      class="combobox-option ${i === this.at ? 'active' : ''}"
      id="${this.uid}-${i}"
      role="option"
      aria-selected=${option.value === this.value?.value ? 'true' : 'false'}
      @pointerdown=${(event) => event.preventDefault()}
      @click=${() => this.choose(option)}
    >
      ${option.icon ? icon(option.icon) : null}<span class="result-text"
        ><span class="result-label">${option.label}</span
        >${option.detail ? html`<span class="result-detail">${option.detail}</span>` : null}</span
      >${option.value === this.value?.value ? icon('check') : null}
    </div>`;
  }

  /** The options in the order they stand, group by group. */
  get listed() {
    return this.groups().flatMap(([, options]) => options);
  }

  type(event) {
    this.query = event.target.value;
    this.open = true;
    clearTimeout(this.timer);
    if (this.source) this.timer = setTimeout(() => this.ask(), 140);
    else this.ask();
  }

  show() {
    if (this.open || this.disabled) return;
    this.open = true;
    this.ask();
  }

  get busy() {
    return this.asked.status === 'loading';
  }

  get problem() {
    return this.asked.problem ?? '';
  }

  /** What was chosen is not asked for again: opened anew, the list shows everything. */
  ask() {
    const { source } = this,
      query = this.query === this.value?.label ? '' : this.query.trim();
    this.asked.clear(); // the same typed again is asked again: the source may know more by now
    if (source) this.asked.want(query, (signal) => source(query, signal));
    else this.list(matching(this.options, query, ({ label, detail = '', group = '' }) => `${label} ${detail} ${group}`));
  }

  /** @param {Resource<Option[]>} asked */
  came({ status, value }) {
    if (status === 'ready') this.list(value ?? []);
    if (status === 'failed') Object.assign(this, { found: [], at: -1 });
    this.requestUpdate();
  }

  /** @param {Option[]} found */
  list(found) {
    this.found = found;
    const known = this.listed.findIndex(({ value }) => value === this.value?.value);
    this.at = known >= 0 ? known : found.length > 0 && this.query.trim() ? 0 : -1;
  }

  async key(event) {
    const count = this.found.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.open) {
        this.show();
        return;
      }
      if (event.altKey && event.key === 'ArrowUp') {
        this.open = false;
        return;
      }
      if (count === 0) return;
      this.at = event.key === 'ArrowDown' ? (this.at + 1) % count : (Math.max(0, this.at) - 1 + count) % count;
      await this.updateComplete;
      this.querySelector(`[id="${this.uid}-${this.at}"]`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && this.open) {
      event.preventDefault();
      if (this.listed[this.at]) this.choose(this.listed[this.at]);
    } else if (event.key === 'Escape' && (this.open || this.query)) {
      event.preventDefault();
      event.stopPropagation();
      if (this.open) this.close();
      else this.clear();
    } else if (event.key === 'Tab') {
      this.close();
    }
  }

  /** @param {Option} option */
  choose(option) {
    Object.assign(this, { value: option, query: option.label, open: false });
    this.emit('choose', { value: option.value, option });
  }

  /** What was typed and not chosen is not the value. */
  close() {
    Object.assign(this, { open: false, query: this.value?.label ?? '' });
    clearTimeout(this.timer);
    this.asked.clear();
  }

  clear() {
    Object.assign(this, { value: null, query: '', open: false, found: [], at: -1 });
    this.emit('choose', { value: null, option: null });
    this.focusOn('input');
  }

  leave(event) {
    if (!this.contains(event.relatedTarget) && this.open) this.close();
  }
}
customElements.define('tm-combobox', Combobox);
