import { html, nothing } from 'lit';
import { words } from './words.js';
import { passwordState, SHORTEST } from '../pure/password.js';
import { icon } from '../parts/icons.js';
import { message } from '../parts/message.js';
import { PageElement } from './element.js';

/** A password with a button that shows it and a word about caps lock; a new one also says how long it is. */
class PasswordField extends PageElement {
  static properties = {
    name: {},
    label: {},
    autocomplete: {},
    problem: {},
    meter: { type: Boolean },
    names: { attribute: false },
    shown: { state: true },
    caps: { state: true },
    typed: { state: true },
  };

  constructor() {
    super();
    this.name = 'password';
    this.label = words.fields.password;
    this.autocomplete = 'current-password';
    this.problem = '';
    this.meter = false;
    /** @type {string[]} */ this.names = [];
    this.shown = false;
    this.caps = false;
    this.typed = '';
  }

  render() {
    const t = words.fields,
      id = `${this.name}-field`;
    const about = [this.meter ? `${id}-rule` : '', this.problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
    return html` <div class="field">
      <label class="field-name" for=${id}>${this.label}</label>
      <div class="password">
        <input
          id=${id}
          name=${this.name}
          type=${this.shown ? 'text' : 'password'}
          autocomplete=${this.autocomplete}
          autocapitalize="off"
          spellcheck="false"
          required
          maxlength="500"
          aria-invalid=${this.problem ? 'true' : nothing}
          aria-describedby=${about || nothing}
          @input=${this.type}
          @keydown=${this.key}
          @keyup=${this.key}
          @blur=${() => {
            this.caps = false;
          }}
        />
        <button
          type="button"
          class="icon-button"
          aria-label=${t.show}
          aria-pressed=${this.shown ? 'true' : 'false'}
          title=${this.shown ? t.hide : t.show}
          aria-controls=${id}
          @click=${() => {
            this.shown = !this.shown;
          }}
        >
          ${icon(this.shown ? 'eyeShut' : 'eye')}
        </button>
      </div>
      <p class="field-hint caps" role="status">${this.caps ? html`${icon('warning')}${t.capsLock}` : null}</p>
      ${this.problem ? html`<p class="problem-text" id="${id}-problem">${message(this.problem)}</p>` : null}
      ${this.meter ? this.measure(id) : null}
    </div>`;
  }

  measure(id) {
    const t = words.password,
      { state, letters } = passwordState(this.typed, this.names);
    const said = { empty: t.empty, short: t.short(letters), simple: t.simple, enough: t.enough }[state];
    return html` <div class="meter is-${state}">
      <svg class="meter-bar" viewBox="0 0 ${SHORTEST} 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${Math.min(SHORTEST, letters)} height="1" />
      </svg>
      <p class="meter-text" aria-hidden=${state === 'empty' || state === 'short' ? 'true' : nothing}>
        ${state === 'enough' ? icon('check') : null}${said}
      </p>
      <p class="visually-hidden" role="status">${state === 'enough' || state === 'simple' ? said : ''}</p>
      <p class="field-hint" id="${id}-rule">${t.rule}</p>
    </div>`;
  }

  /** Empties it, once what was typed has done its work. */
  clear() {
    /** @type {HTMLInputElement} */ (this.querySelector('input')).value = '';
    Object.assign(this, { typed: '', shown: false });
  }

  type(event) {
    this.typed = event.target.value;
  }

  key(event) {
    if (event.getModifierState)
      this.caps =
        event.getModifierState('CapsLock') && event.key !== 'CapsLock'
          ? true
          : event.key === 'CapsLock'
            ? event.type === 'keyup' && event.getModifierState('CapsLock')
            : false;
  }
}
customElements.define('tm-password', PasswordField);
