import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { FormElement } from '../pages/form.js';
import { alertOf, field, submit } from '../pages/parts.js';
import { factorCode } from '../pure/codes.js';

/** The second factor: six digits from the phone, or a recovery code. */
class CodeStep extends FormElement {
  static properties = { who: { attribute: false } };

  constructor() {
    super();
    /** @type {{name: string, password: string} | null} */ this.who = null;
  }

  firstUpdated() {
    this.focusOn('input');
  }

  render() {
    const t = words.code;
    return html` <p class="lead">${t.explain}</p>
      ${alertOf(this.problem)}
      ${this.form(
        html` <div class="code-field">
            ${field({
              name: 'code',
              label: t.field,
              hint: t.recovery,
              autocomplete: 'one-time-code',
              problem: this.error('code'),
              maxlength: 40,
            })}
          </div>
          ${submit(t.submit, this.busy, words.signIn.busy)}`,
        (fields) => this.check(fields.code),
      )}
      <button type="button" class="link" @click=${() => this.emit('start-over')}>${t.back}</button>`;
  }

  async check(typed) {
    this.emit('signed-in', await access.signIn({ .../** @type {{name: string, password: string}} */ (this.who), code: factorCode(typed) }));
  }
}
customElements.define('tm-code-step', CodeStep);
