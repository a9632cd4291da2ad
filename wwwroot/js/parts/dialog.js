import { html, nothing } from 'lit';
import { icon } from './icons.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/**
 * The frame of every dialog: title, a button that closes it, and what it holds. One that shows what is shown once only is closed by its own
 * button, not by a slip of the Escape key.
 * @param {{id: string, title: string, content: any, kind?: string, isOnce?: boolean, closed: () => void}} of */
export const dialogFrame = ({ id, title, content, kind = '', isOnce = false, closed }) =>
  html` <dialog
    class="dialog ${kind}"
    aria-labelledby=${id}
    @cancel=${(event) => {
      if (isOnce) event.preventDefault();
    }}
    @close=${closed}
  >
    <header class="dialog-head">
      <h2 id=${id} tabindex="-1">${title}</h2>
      ${
        isOnce
          ? null
          : html`<button
              type="button"
              class="icon-button"
              aria-label=${words.dialog.close}
              title=${words.dialog.close}
              @click=${(event) => event.target.closest('dialog').close()}
            >
              ${icon('close')}
            </button>`
      }
    </header>
    ${content}
  </dialog>`;

/**
 * A question or a form over the page. It opens when it is put on the page and tells `closed`; with `action` it has two buttons and tells
 * `act`.
 */
class Dialog extends PartElement {
  static properties = {
    heading: {},
    content: { attribute: false },
    kind: {},
    isOnce: { attribute: 'once', type: Boolean },
    action: {},
    isDanger: { attribute: 'danger', type: Boolean },
    busy: { type: Boolean },
  };

  constructor() {
    super();
    this.heading = '';
    /** @type {any} */ this.content = null;
    this.kind = '';
    this.isOnce = false;
    this.action = '';
    this.isDanger = false;
    this.busy = false;
  }

  firstUpdated() {
    this.querySelector('dialog')?.showModal();
  }

  close() {
    this.querySelector('dialog')?.close();
  }

  render() {
    const ends = this.action
      ? html`<div class="dialog-ends">
          ${this.isOnce ? null : html`<button type="button" class="button" @click=${this.close}>${words.dialog.cancel}</button>`}<button
            type="button"
            class="button ${this.isDanger ? 'danger' : 'primary'}"
            aria-disabled=${this.busy ? 'true' : nothing}
            @click=${() => {
              if (!this.busy) this.emit('act');
            }}
          >
            ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : null}${this.action}
          </button>
        </div>`
      : null;
    return dialogFrame({
      id: `${this.uid}-title`,
      title: this.heading,
      content: html`<div class="dialog-content">${this.content}</div>
        ${ends}`,
      kind: this.kind,
      isOnce: this.isOnce,
      closed: () => this.emit('closed'),
    });
  }
}
customElements.define('tm-dialog', Dialog);
