import { html } from 'lit';
import { words } from './words.js';
import { FormElement } from './form.js';
import { SHORTEST } from '../pure/password.js';
import './password-field.js';

/** A form in which a new password is typed twice. */
export class NewPasswordElement extends FormElement {
  /** @param {string[]} names that the password must not be @param {boolean} [isFirst] there is none yet */
  newPassword(names, isFirst = false) {
    const t = words.fields;
    return html` <tm-password
        name="password"
        label=${isFirst ? t.password : t.newPassword}
        autocomplete="new-password"
        meter
        .names=${names}
        .problem=${this.error('password')}
      ></tm-password>
      <tm-password
        name="again"
        label=${isFirst ? t.passwordAgain : t.again}
        autocomplete="new-password"
        .problem=${this.error('again')}
      ></tm-password>`;
  }

  /**
   * Whether the password is long enough and typed the same twice; says it at the field where not.
   * @param {string} password
   * @param {string} again
   */
  agree(password, again) {
    /** @type {Record<string, string[]> | null} */
    const errors =
      [...password].length < SHORTEST
        ? { password: [words.password.short([...password].length)] }
        : password !== again
          ? { again: [words.password.differs] }
          : null;
    if (!errors) return true;
    this.refuse(null, errors);
    this.focusOn(`[name="${Object.keys(errors)[0]}"]:is(input)`);
    return false;
  }
}
