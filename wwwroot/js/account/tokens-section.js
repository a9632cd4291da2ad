import { html } from 'lit';
import { access } from '../pages/access.js';
import { scopesInWords, words } from '../pages/words.js';
import { PageElement } from '../pages/element.js';
import { tokenLines } from '../pages/token-lines.js';
import '../pages/dialog.js';
import '../pages/token-dialog.js';

/** One's own access tokens. */
class TokensSection extends PageElement {
  static properties = { account: { attribute: false }, makes: { state: true }, ends: { state: true } };

  constructor() {
    super();
    /** @type {import('../pages/access.js').OwnAccount} */ this.account = /** @type {any} */ (null);
    this.makes = false;
    /** @type {import('../pages/access.js').Token | null} */ this.ends = null;
  }

  render() {
    const t = words.account.tokens,
      { tokens } = this.account,
      scopes = scopesInWords(this.account.scopes);
    return html` <section class="section" aria-labelledby="tokens-title">
        <div class="section-about">
          <h2 id="tokens-title">${t.title}</h2>
          <p>${t.explain}</p>
        </div>
        <div class="section-body">
          ${tokenLines(tokens, scopes, (token) => {
            this.ends = token;
          })}
          <div class="row">
            <button
              type="button"
              class="button"
              @click=${() => {
                this.makes = true;
              }}
            >
              ${t.make}
            </button>
          </div>
        </div>
      </section>
      ${
        this.makes
          ? html`<tm-token-dialog
              .scopes=${scopes}
              .make=${access.makeToken}
              @closed=${(event) => {
                event.stopPropagation();
                this.makes = false;
              }}
            ></tm-token-dialog>`
          : null
      }
      ${
        this.ends
          ? html`<tm-confirm
              heading=${t.endTitle(this.ends.name)}
              text=${t.endExplain}
              action=${t.end}
              .act=${() => this.end(this.ends)}
              @closed=${(event) => {
                event.stopPropagation();
                this.ends = null;
              }}
            ></tm-confirm>`
          : null
      }`;
  }

  async end(token) {
    await access.endToken(token.id);
    this.dispatchEvent(new CustomEvent('changed', { detail: words.account.tokens.ended, bubbles: true }));
  }
}
customElements.define('tm-tokens-section', TokensSection);
