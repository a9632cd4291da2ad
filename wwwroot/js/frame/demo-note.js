import { html } from 'lit';
import { words } from '../core/words.js';
import { StateElement } from './element.js';

/** Says on every screen that this is a sample city, and as whom one looks at it. */
class DemoNote extends StateElement {
  get keys() {
    return ['me'];
  }

  render() {
    const { me } = this.state,
      t = words.person;
    return me?.isDemo
      ? html`<p class="demo-note">${t.demo(words.roles[me.role] ?? me.role)} <a href="sign-in.html">${t.other}</a></p>`
      : null;
  }
}
customElements.define('tm-demo-note', DemoNote);
