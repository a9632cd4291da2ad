import { html } from 'lit';
import { words } from './words.js';
import { icon } from '../parts/icons.js';
import { PageElement } from './element.js';

/** Something to be copied now or never: a token, a link. */
class Secret extends PageElement {
  static properties = { label: {}, value: {}, outcome: { state: true } };

  constructor() {
    super();
    this.label = '';
    this.value = '';
    this.outcome = '';
  }

  render() {
    return html` <div class="field">
      <label class="field-name" for="secret-field">${this.label}</label>
      <div class="secret">
        <input
          id="secret-field"
          class="mono"
          type="text"
          readonly
          .value=${this.value}
          autocomplete="off"
          spellcheck="false"
          @focus=${(event) => event.target.select()}
        />
        <button type="button" class="button" @click=${this.copy}>
          ${icon(this.outcome === words.copied ? 'check' : 'copy')}${words.copy}
        </button>
      </div>
      <p class="field-hint" role="status">${this.outcome}</p>
    </div>`;
  }

  async copy() {
    this.outcome = (await copied(this.value)) ? words.copied : words.copyFailed;
    if (this.outcome !== words.copied) this.focusOn('input');
  }
}
customElements.define('tm-secret', Secret);

/** @param {string} text @returns {Promise<boolean>} whether the browser let it be copied */
export const copied = (text) =>
  Promise.resolve()
    .then(() => navigator.clipboard.writeText(text))
    .then(
      () => true,
      () => false,
    );
