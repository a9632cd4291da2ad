import { html } from 'lit';
import { words } from './words.js';
import { dialogFrame } from '../parts/dialog.js';
import { FormElement } from './form.js';
import { alertOf, submit } from './parts.js';

/** A dialog that opens when it is put on the page and is taken away when it tells that it is closed. */
export class DialogElement extends FormElement {
  firstUpdated() {
    this.dialog?.showModal();
  }

  get dialog() {
    return this.querySelector('dialog');
  }

  /** Whether it shows what is shown once only: then it is closed by its own button, not by a slip of the Escape key. */
  get isOnce() {
    return false;
  }

  /** @param {string} title @param {any} content @param {string} [kind] */
  frame(title, content, kind = '') {
    return dialogFrame({ id: 'dialog-title', title, content, kind, isOnce: this.isOnce, closed: () => this.emit('closed') });
  }

  close() {
    this.dialog?.close();
  }

  /** The two buttons at its end. @param {string} label @param {string} [busyLabel] */
  ends(label, busyLabel) {
    return html`<div class="dialog-ends">
      <button type="button" class="button" @click=${this.close}>${words.cancel}</button>${submit(label, this.busy, busyLabel)}
    </div>`;
  }
}

/** Asks whether something is really wanted, and does it. */
class Confirm extends DialogElement {
  static properties = { heading: {}, text: {}, action: {}, act: { attribute: false } };

  constructor() {
    super();
    this.heading = '';
    this.text = '';
    this.action = '';
    /** @type {() => Promise<any>} */ this.act = async () => null;
  }

  render() {
    return this.frame(
      this.heading,
      this.form(
        html`${alertOf(this.problem)}
          <p>${this.text}</p>
          ${this.ends(this.action)}`,
        async () => {
          await this.act();
          this.close();
        },
      ),
      'narrow',
    );
  }
}
customElements.define('tm-confirm', Confirm);
