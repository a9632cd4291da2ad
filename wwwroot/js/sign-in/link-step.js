import { html } from 'lit';
import { access } from '../pages/access.js';
import { roleInSentence, words } from '../pages/words.js';
import { alertOf, field, submit } from '../pages/parts.js';
import { momentText } from '../pure/moments.js';
import { NewPasswordElement } from '../pages/new-password.js';

/** A password set with a one-time link: says first whose it is. */
class LinkStep extends NewPasswordElement {
  static properties = { code: { attribute: false }, who: { attribute: false } };

  constructor() {
    super();
    this.code = '';
    /** @type {import('../pages/access.js').LinkLook} */ this.who = /** @type {any} */ (null);
  }

  render() {
    const t = words.link;
    return html` <p class="lead">${t.for(this.who.displayName, roleInSentence(this.who.role))} ${t.until(momentText(this.who.until))}</p>
      ${alertOf(this.problem)}
      ${this.form(
        html` ${field({ name: 'name', label: words.fields.name, autocomplete: 'username', value: this.who.name, readonly: true })}
        ${this.newPassword([this.who.name, this.who.displayName])} ${submit(t.submit, this.busy, t.busy)}`,
        (fields) => this.save(fields),
      )}`;
  }

  /** @param {Record<string, string>} fields */
  async save({ password, again }) {
    if (!this.agree(password, again)) return;
    const me = await access.useLink(this.code, password);
    this.emit(me.signedIn ? 'signed-in' : 'password-saved', me);
  }
}
customElements.define('tm-link-step', LinkStep);
