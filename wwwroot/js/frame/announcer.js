import { html } from 'lit';
import { StateElement } from './element.js';
import { message } from '../parts/message.js';

/** Says aloud what changed, for those who do not see it. */
class Announcer extends StateElement {
  get keys() {
    return ['announcement'];
  }

  render() {
    return html`<div class="visually-hidden" role="status" aria-live="polite">${message(this.state.announcement)}</div>`;
  }
}
customElements.define('tm-announcer', Announcer);
