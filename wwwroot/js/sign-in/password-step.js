import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { FormElement } from '../pages/form.js';
import { alertOf, field, submit } from '../pages/parts.js';
import { ApiProblem } from '../core/session.js';
import '../pages/password-field.js';

/** Name and password; what a password manager fills in. */
class PasswordStep extends FormElement {
  static properties = {
    first: { attribute: false },
    name: { attribute: false },
    provider: { attribute: false },
    next: { attribute: false },
  };

  constructor() {
    super();
    /** @type {string | null} */ this.first = null;
    this.name = '';
    /** @type {string | null} */ this.provider = null;
    this.next = '';
  }

  firstUpdated() {
    // On a desk the hand is at the keyboard; on a phone the keyboard would cover half of the card unasked.
    if (!this.first && !this.closest('details') && matchMedia('(pointer: fine)').matches)
      this.focusOn(this.name ? 'input[name="password"]' : 'input');
  }

  render() {
    const t = words.signIn;
    return html` ${alertOf(this.problem ?? this.first)}
      ${
        this.provider
          ? html`<a class="button wide" href=${access.providerUrl(this.next)}>${t.withProvider(this.provider)}</a>
              <p class="or"><span>${t.or}</span></p>`
          : null
      }
      ${this.form(
        html` ${field({
            name: 'name',
            label: words.fields.name,
            autocomplete: 'username',
            value: this.name,
            problem: this.error('name'),
            inputmode: 'email',
          })}
          <tm-password .problem=${this.error('password')}></tm-password>
          ${submit(t.submit, this.busy, t.busy)}`,
        (who) => this.signIn(who),
      )}
      <p class="note">${t.forgot}</p>`;
  }

  /** @param {Record<string, string>} fields */
  async signIn({ name, password }) {
    this.first = null;
    try {
      this.emit('signed-in', await access.signIn({ name, password }));
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.type !== '/problems/second-factor') throw error;
      this.emit('needs-code', { name, password }); // kept by the card, and nowhere else
    }
  }
}
customElements.define('tm-password-step', PasswordStep);
