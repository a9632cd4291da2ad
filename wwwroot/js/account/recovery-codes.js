import { html } from 'lit';
import { words } from '../pages/words.js';
import { PageElement } from '../pages/element.js';
import { copied } from '../pages/secret.js';
import { icon } from '../parts/icons.js';
import { codesFile } from '../pure/codes.js';

/** Recovery codes, this once: to copy, to keep as a file, to print. */
class RecoveryCodes extends PageElement {
  static properties = { codes: { attribute: false }, of: {}, outcome: { state: true } };

  constructor() {
    super();
    /** @type {string[]} */ this.codes = [];
    this.of = '';
    this.outcome = '';
    this.file = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.file = URL.createObjectURL(new Blob([this.text], { type: 'text/plain' }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.file);
  }

  get text() {
    return codesFile(this.codes, words.account.factor.codesHead(this.of));
  }

  render() {
    const t = words.account.factor;
    return html` <p>${t.codes}</p>
      <ol class="codes mono">
        ${this.codes.map((code) => html`<li>${code}</li>`)}
      </ol>
      <div class="row">
        <button
          type="button"
          class="button"
          @click=${async () => {
            this.outcome = (await copied(this.text)) ? words.copied : words.copyFailed;
          }}
        >
          ${icon('copy')}${words.copy}
        </button>
        <a class="button" href=${this.file} download=${t.codesFile}>${icon('download')}${words.download}</a>
        <button type="button" class="button" @click=${() => window.print()}>${icon('print')}${words.print}</button>
      </div>
      <p class="field-hint" role="status">${this.outcome}</p>`;
  }
}
customElements.define('tm-recovery-codes', RecoveryCodes);
