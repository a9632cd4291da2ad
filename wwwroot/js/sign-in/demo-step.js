import { html } from 'lit';
import { access } from '../pages/access.js';
import { roleInSentence, roles, words } from '../pages/words.js';
import { FormElement } from '../pages/form.js';
import { alertOf } from '../pages/parts.js';
import { icon } from '../parts/icons.js';

/** The sample city: one click to be one of its people. */
class DemoStep extends FormElement {
  static properties = { roles: { attribute: false }, first: { attribute: false }, opening: { state: true } };

  constructor() {
    super();
    /** @type {string[]} */ this.roles = [];
    /** @type {string | null} */ this.first = null;
    /** @type {string | null} */ this.opening = null;
  }

  render() {
    const t = words.demo;
    return html` <p class="callout">${icon('people')}<span>${t.notice}</span></p>
      ${alertOf(this.problem ?? this.first)}
      <ul class="demo" aria-busy=${this.busy ? 'true' : 'false'}>
        ${this.roles.map(
          (role) =>
            html` <li>
              <button type="button" class="demo-choice" data-role=${role} @click=${() => this.enter(role)}>
                <span class="demo-name">${t.as(roleInSentence(role))}</span><span class="demo-line">${roles[role]?.line}</span>
                ${this.opening === role ? html`<span class="spinner" aria-hidden="true"></span>` : icon('next')}
              </button>
            </li>`,
        )}
      </ul>
      <p class="visually-hidden" role="status">${this.busy ? t.busy : ''}</p>`;
  }

  enter(role) {
    this.opening = this.busy ? this.opening : role;
    return this.run(async () => this.emit('signed-in', await access.demo(role))).finally(() => {
      this.opening = null;
    });
  }
}
customElements.define('tm-demo-step', DemoStep);
