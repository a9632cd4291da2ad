import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { DialogElement } from '../pages/dialog.js';
import { alertOf, field } from '../pages/parts.js';
import { accountFields, liaisonOf } from './account-fields.js';
import { linkShown } from './link-shown.js';

/** A new account; for a person, the link with which they choose their password. */
class NewAccount extends DialogElement {
  static properties = { role: { state: true }, made: { state: true } };

  constructor() {
    super();
    /** @type {{account: any, link: {code: string, until: string} | null} | null} */ this.made = null;
    this.role = 'liaison';
  }

  get isOnce() {
    return this.made !== null;
  }

  render() {
    const t = words.accounts,
      error = (name) => this.error(name);
    if (this.made?.link)
      return this.frame(
        t.linkTitle(this.made.account.displayName),
        linkShown(this.made.link, () => this.close()),
      );
    return this.frame(
      t.makeTitle,
      this.form(
        html` ${alertOf(this.problem)}
        ${accountFields({ displayName: '', role: this.role, liaison: null }, error, (role) => {
          this.role = role;
        })}
        ${field({
          name: 'name',
          label: words.fields.name,
          hint: this.role === 'client' ? '' : words.fields.nameHint,
          inputmode: 'email',
          maxlength: 100,
          problem: error('name'),
        })}
        ${this.role === 'client' ? html`<p class="note">${t.clientHint}</p>` : null} ${this.ends(t.makeSubmit, t.makeBusy)}`,
        (fields) => this.make(fields),
      ),
    );
  }

  /** @param {Record<string, string>} fields */
  async make({ name, displayName, role, liaison }) {
    const made = await access.makeAccount({ name: name.trim(), displayName: displayName.trim(), role, liaison: liaisonOf(liaison) });
    this.emit('changed', words.accounts.made(made.account.displayName));
    this.made = made;
    if (made.link) await this.focusOn('h2');
    else this.close();
  }
}
customElements.define('tm-new-account', NewAccount);
