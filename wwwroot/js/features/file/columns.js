import { html } from 'lit';
import { words } from '../../core/words.js';
import { columnsOf, goToStep, setMapping } from './placing.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';

const FIELDS = { lonlat: ['lon', 'lat'], xy: ['x', 'y', 'crs'], wkt: ['wkt'], pair: ['pair'] };

/** Step one: which columns hold the position. The guess is shown with its reason and the first rows, and can be changed. */
class FileColumns extends StateElement {
  static properties = { tried: { state: true } };

  get keys() {
    return ['file'];
  }

  render() {
    const t = words.file,
      { guess, mapping } = this.state.file;
    if (!guess) return null;
    const used = columnsOf(mapping),
      missing = used.some((column) => !column) || (mapping.how === 'xy' && !mapping.crs);
    return html` <form
      class="step-form"
      novalidate
      @submit=${(event) => {
        event.preventDefault();
        this.tried = true;
        if (!missing) goToStep('layers');
      }}
    >
      <h3 class="section-title">${t.columnsTitle}</h3>
      ${
        guess.explanation
          ? html`<p class="callout accent">${icon('check')}<span lang="en" dir="auto">${guess.explanation}</span></p>`
          : null
      }
      ${(guess.warnings ?? []).map(
        (warning) => html`<p class="callout warning">${icon('warning')}<span lang="en" dir="auto">${warning}</span></p>`,
      )}
      <label class="field"
        ><span class="field-name">${t.how}</span>
        <select @change=${(event) => setMapping({ how: event.target.value })}>
          ${Object.entries(t.hows).map(([key, name]) => html`<option value=${key} ?selected=${key === mapping.how}>${name}</option>`)}
        </select></label
      >
      <div class="field-grid">
        ${FIELDS[mapping.how].map((field) => (field === 'crs' ? this.crs(mapping) : this.column(field, mapping, guess)))}
      </div>
      ${this.tried && missing ? html`<p class="problem-text" role="alert">${t.missing}</p>` : null}
      <h3 class="section-title">${t.firstRows}</h3>
      ${
        guess.rows.length === 0
          ? html`<p class="note">${t.noRows}</p>`
          : html` <div class="rows" tabindex="0" role="region" aria-label=${t.firstRows}>
              <table>
                <thead>
                  <tr>
                    ${guess.columns.map((column) => html`<th scope="col" class=${used.includes(column) ? 'used' : ''}>${column}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${guess.rows.map(
                    (row) =>
                      html`<tr>
                        ${guess.columns.map((column, i) => html`<td class=${used.includes(column) ? 'used' : ''}>${row[i] ?? ''}</td>`)}
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      <div class="step-actions"><button type="submit" class="button primary">${t.next}</button></div>
    </form>`;
  }

  /** The columns in question may lie far to the right: they are brought into view. */
  updated() {
    const rows = this.querySelector('.rows'),
      first = /** @type {HTMLElement | null | undefined} */ (rows?.querySelector('th.used'));
    if (rows && first && this.seen !== first.textContent) {
      this.seen = first.textContent;
      rows.scrollLeft = Math.max(0, first.offsetLeft - 48);
    }
  }

  column(field, mapping, guess) {
    return html`<label class="field"
      ><span class="field-name">${words.file[field]}</span>
      <select
        @change=${(event) => setMapping({ [field]: event.target.value })}
        aria-invalid=${this.tried && !mapping[field] ? 'true' : 'false'}
      >
        <option value="" ?selected=${!mapping[field]}>${words.file.pickColumn}</option>
        ${guess.columns.map((column) => html`<option value=${column} ?selected=${column === mapping[field]}>${column}</option>`)}
      </select></label
    >`;
  }

  crs(mapping) {
    return html`<label class="field"
      ><span class="field-name">${words.file.crs}</span>
      <input
        type="text"
        .value=${mapping.crs}
        placeholder="EPSG:2263"
        autocomplete="off"
        @input=${(event) => setMapping({ crs: event.target.value.trim() })}
      /><span class="field-hint">${words.file.crsHint}</span></label
    >`;
  }
}
customElements.define('tm-file-columns', FileColumns);
