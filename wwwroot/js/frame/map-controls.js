import { html } from 'lit';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';

/** The few buttons on the map, large enough for a thumb. */
class MapControls extends StateElement {
  render() {
    const t = words.controls;
    const button = (picture, label, wish) =>
      html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${() => store.set({ goTo: wish() })}>
        ${icon(picture)}
      </button>`;
    return html`<div class="controls" role="group" aria-label=${t.label}>
      <div class="control-group">
        ${button('cross', t.centre, () => ({ centre: true }))}${button('whole', t.whole, () => ({ whole: true }))}
      </div>
      <div class="control-group">${button('plus', t.in, () => ({ step: 1 }))}${button('minus', t.out, () => ({ step: -1 }))}</div>
    </div>`;
  }
}
customElements.define('tm-map-controls', MapControls);
