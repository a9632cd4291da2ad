import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { alertOf, field, submit } from '../pages/parts.js';
import { NewPasswordElement } from '../pages/new-password.js';

/** The first account of a new city, its administrator's. */
class FirstStep extends NewPasswordElement {
  static properties = { names: { state: true } };

  constructor() {
    super();
    this.names = { name: '', displayName: '' };
  }

  render() {
    const t = words.first,
      take = (event) => {
        this.names = { ...this.names, [event.target.name]: event.target.value };
      };
    return html` <p class="lead">${t.explain}</p>
      ${alertOf(this.problem)}
      ${this.form(
        html` ${field({
          name: 'code',
          label: t.code,
          hint: t.codeHint,
          problem: this.error('code'),
          capitalize: 'characters',
          maxlength: 60,
        })}
        ${field({
          name: 'displayName',
          label: words.fields.displayName,
          autocomplete: 'name',
          capitalize: 'words',
          problem: this.error('displayName'),
          input: take,
        })}
        ${field({
          name: 'name',
          label: words.fields.name,
          hint: words.fields.nameHint,
          autocomplete: 'username',
          inputmode: 'email',
          maxlength: 100,
          problem: this.error('name'),
          input: take,
        })}
        ${this.newPassword(Object.values(this.names), true)} ${submit(t.submit, this.busy, t.busy)}`,
        (fields) => this.make(fields),
      )}`;
  }

  /** @param {Record<string, string>} fields */
  async make({ code, name, displayName, password, again }) {
    if (!this.agree(password, again)) return;
    this.emit('signed-in', await access.first({ code: code.trim(), name: name.trim(), displayName: displayName.trim(), password }));
  }
}
customElements.define('tm-first-step', FirstStep);
