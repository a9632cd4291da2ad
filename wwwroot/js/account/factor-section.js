import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { PageElement } from '../pages/element.js';
import './factor-dialog.js';
import './proof-dialog.js';

/** The second factor: whether it is on, and what can be done about it. */
class FactorSection extends PageElement {
  static properties = { account: { attribute: false }, isDemo: { type: Boolean }, dialog: { state: true } };

  constructor() {
    super();
    /** @type {import('../pages/access.js').OwnAccount} */ this.account = /** @type {any} */ (null);
    this.isDemo = false;
    /** @type {'start' | 'codes' | 'remove' | null} */ this.dialog = null;
  }

  render() {
    const t = words.account.factor,
      { hasSecondFactor, hasPassword, recoveryCodesLeft } = this.account;
    const button = (label, dialog, kind = '') =>
      html`<button
        type="button"
        class="button ${kind}"
        @click=${() => {
          this.dialog = dialog;
        }}
      >
        ${label}
      </button>`;
    return html` <section class="section" aria-labelledby="factor-title">
        <div class="section-about">
          <h2 id="factor-title">${t.title}</h2>
          <p>${hasPassword ? t.explain : this.isDemo ? t.demo : t.noPassword}</p>
        </div>
        ${
          hasPassword
            ? html`<div class="section-body">
                <p class="state-line">
                  <span class="chip ${hasSecondFactor ? '' : 'quiet'}">${hasSecondFactor ? t.on : t.off}</span
                  >${hasSecondFactor ? html`<span class=${recoveryCodesLeft < 3 ? 'few' : ''}>${t.left(recoveryCodesLeft)}</span>` : null}
                </p>
                <div class="row">
                  ${
                    hasSecondFactor
                      ? html`${button(t.more, 'codes')}${button(t.remove, 'remove', 'danger')}`
                      : button(t.start, 'start', 'primary')
                  }
                </div>
              </div>`
            : null
        }
      </section>
      ${this.open()}`;
  }

  open() {
    const t = words.account.factor,
      closed = (event) => {
        event.stopPropagation();
        this.dialog = null;
      };
    switch (this.dialog) {
      case 'start':
        return html`<tm-factor-dialog .account=${this.account} @closed=${closed}></tm-factor-dialog>`;
      case 'codes':
        return html`<tm-proof-dialog
          .account=${this.account}
          heading=${t.moreTitle}
          text=${t.moreExplain}
          action=${t.moreSubmit}
          .act=${async (password) => (await access.newRecoveryCodes(password)).recoveryCodes}
          @closed=${closed}
        ></tm-proof-dialog>`;
      case 'remove':
        return html`<tm-proof-dialog
          .account=${this.account}
          heading=${t.removeTitle}
          text=${t.removeExplain}
          action=${t.removeSubmit}
          done=${t.switchedOff}
          .act=${async (password) => {
            await access.removeFactor(password);
            return null;
          }}
          @closed=${closed}
        ></tm-proof-dialog>`;
      default:
        return null;
    }
  }
}
customElements.define('tm-factor-section', FactorSection);
