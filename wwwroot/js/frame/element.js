import { LitElement } from 'lit';
import { store } from '../core/store.js';

/** A piece of the page that draws itself from the state: in the page's own tree, so that the style sheets and labels reach it. */
export class StateElement extends LitElement {
  /** The keys of the state it draws from. @returns {string[]} */
  get keys() {
    return [];
  }

  get state() {
    return store.get();
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.stop = store.on(this.keys, () => this.requestUpdate());
    this.requestUpdate(); // also where it was only moved within the page: what it let go of is wanted again
  }

  /** What was taken away asks for nothing more. */
  shouldUpdate() {
    return this.isConnected;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
  }
}
