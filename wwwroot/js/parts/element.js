import { LitElement } from 'lit';

let parts = 0;

/**
 * A part of any page: it is given properties and tells events, and knows nothing else. Drawn into the page's own tree, so that style sheets
 * and labels reach it.
 */
export class PartElement extends LitElement {
  constructor() {
    super();
    this.uid = `part-${++parts}`;
  }

  createRenderRoot() {
    return this;
  }

  /** Sends an event to whoever uses it. @param {string} name @param {any} [detail] */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /** Waits until whoever got the event has drawn what follows from it. */
  followed() {
    return new Promise((go) => {
      requestAnimationFrame(go);
    });
  }

  /** Brings a piece of it into focus once it is drawn. @param {string} selector */
  async focusOn(selector) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus();
  }
}
