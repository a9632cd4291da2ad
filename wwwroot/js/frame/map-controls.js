import { html } from 'lit';
import { map } from '../core/map-control.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';

/** The few buttons on the map, large enough for a thumb. */
class MapControls extends StateElement {
  render() {
    const t = words.controls;
    const button = (picture, label, act) =>
      html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${act}>${icon(picture)}</button>`;
    return html`<div class="controls" role="group" aria-label=${t.label}>
      <div class="control-group">
        ${button('cross', t.centre, () => map.lookUpCenter())}${button('whole', t.whole, () => map.showCity())}
      </div>
      <div class="control-group">${button('plus', t.in, () => map.zoomBy(1))}${button('minus', t.out, () => map.zoomBy(-1))}</div>
    </div>`;
  }
}
customElements.define('tm-map-controls', MapControls);
