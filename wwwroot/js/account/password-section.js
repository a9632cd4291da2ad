import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { NewPasswordElement } from '../pages/new-password.js';
import { alertOf, submit } from '../pages/parts.js';

/** Changing one's password. */
class PasswordSection extends NewPasswordElement {
  static properties = { account: { attribute: false }, isDemo: { type: Boolean } };

  constructor() {
    super();
    /** @type {import('../pages/access.js').OwnAccount} */ this.account = /** @type {any} */ (null);
    this.isDemo = false;
  }

  render() {
    const t = words.account.password,
      { account } = this;
    return html` <section class="section" aria-labelledby="password-title">
      <div class="section-about">
        <h2 id="password-title">${t.title}</h2>
        <p>${account.hasPassword ? t.explain : this.isDemo ? t.demo : t.none}</p>
      </div>
      ${
        account.hasPassword
          ? html`<div class="section-body">
              ${alertOf(this.problem)}${this.form(
                html` <input hidden type="text" name="name" autocomplete="username" .value=${account.name} readonly />
                  <tm-password name="current" label=${words.fields.currentPassword} .problem=${this.error('current')}></tm-password>
                  ${this.newPassword([account.name, account.displayName])}
                  <div class="row">${submit(t.submit, this.busy, t.busy)}</div>`,
                (fields) => this.change(fields),
              )}
            </div>`
          : null
      }
    </section>`;
  }

  /** @param {Record<string, string>} fields */
  async change({ current, password, again }) {
    if (!this.agree(password, again)) return;
    await access.setPassword(current, password);
    for (const field of this.querySelectorAll('tm-password')) /** @type {any} */ (field).clear();
    this.emit('changed', words.account.password.done);
  }
}
customElements.define('tm-password-section', PasswordSection);
