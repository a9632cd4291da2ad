import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { FormElement } from '../pages/form.js';
import { alertOf } from '../pages/parts.js';
import { tokenLines } from '../pages/token-lines.js';
import '../pages/token-dialog.js';

/** The tokens of another system. */
class AccountTokens extends FormElement {
  static properties = { account: { attribute: false }, makes: { state: true } };

  constructor() {
    super();
    /** @type {import('../pages/access.js').Account} */ this.account = /** @type {any} */ (null);
    this.makes = false;
  }

  render() {
    const { account } = this;
    return html` ${alertOf(this.problem)}
      ${tokenLines(account.tokens, words.scopes, (token) =>
        this.run(async () => {
          await access.endAccountToken(account.id, token.id);
          this.emit('changed', words.account.tokens.ended);
        }),
      )}
      <div class="row">
        <button
          type="button"
          class="button"
          @click=${() => {
            this.makes = true;
          }}
        >
          ${words.account.tokens.make}
        </button>
      </div>
      ${
        this.makes
          ? html`<tm-token-dialog
              .scopes=${words.scopes}
              .make=${(token) => access.makeAccountToken(account.id, token)}
              @closed=${(event) => {
                event.stopPropagation();
                this.makes = false;
              }}
            ></tm-token-dialog>`
          : null
      }`;
  }
}
customElements.define('tm-account-tokens', AccountTokens);
