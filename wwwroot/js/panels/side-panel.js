import {html} from 'lit';
import {may} from '../actions.js';
import {store} from '../state.js';
import {words} from '../words.js';
import {StateElement} from './element.js';
import {icon} from './icons.js';
import './file-panel.js';
import './layers-panel.js';
import './place-panel.js';

const TABS = /** @type {const} */ ([['place', 'pin'], ['layers', 'layers'], ['file', 'file']]);
const HEIGHTS = ['peek', 'half', 'full'];

/** The one panel: beside the map on a desk, a sheet of three heights on a phone. */
class SidePanel extends StateElement {
  get keys() { return ['tab', 'sheet', 'me']; }

  /** Files are placed by those who may. */
  get tabs() { return TABS.filter(([name]) => name !== 'file' || may('placeFiles')); }

  render() {
    const {sheet} = this.state, at = HEIGHTS.indexOf(sheet), tab = this.tabs.some(([name]) => name === this.state.tab) ? this.state.tab : 'place';
    document.body.dataset.sheet = sheet;
    return html`
      <div class="grip" @pointerdown=${this.grab} @pointermove=${this.drag} @pointerup=${this.drop} @pointercancel=${this.drop}>
        <button type="button" class="icon-button" aria-label=${words.sheet.lower} ?disabled=${at === 0} @click=${() => this.step(-1)}>${icon('down')}</button>
        <span class="grip-bar" aria-hidden="true"></span>
        <button type="button" class="icon-button" aria-label=${words.sheet.taller} ?disabled=${at === 2} @click=${() => this.step(1)}>${icon('up')}</button>
      </div>
      <div class="tabs" role="tablist" aria-label=${words.tabs.label} @keydown=${this.key}>
        ${this.tabs.map(([name, picture]) => html`
          <button type="button" role="tab" id="tab-${name}" class="tab" aria-controls="panel-body" aria-selected=${tab === name ? 'true' : 'false'} tabindex=${tab === name ? 0 : -1}
            @click=${() => this.open(name)}>${icon(picture)}<span>${words.tabs[name]}</span></button>`)}
      </div>
      <div class="panel-body" id="panel-body" role="tabpanel" aria-labelledby="tab-${tab}" tabindex="0">
        ${tab === 'place' ? html`<tm-place></tm-place>` : tab === 'layers' ? html`<tm-layers></tm-layers>` : html`<tm-file></tm-file>`}
      </div>`;
  }

  open(tab) {
    store.set({tab, sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet});
  }

  step(by) {
    store.set({sheet: HEIGHTS[Math.max(0, Math.min(2, HEIGHTS.indexOf(store.get().sheet) + by))]});
  }

  async key(event) {
    const names = this.tabs.map(([name]) => name), at = names.indexOf(store.get().tab);
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.open(names[(to + names.length) % names.length]);
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('.tab[aria-selected="true"]'))?.focus();
  }

  grab(event) {
    if (event.target.closest('button')) return;
    this.from = {y: event.clientY, height: this.offsetHeight};
    event.currentTarget.setPointerCapture(event.pointerId);
    this.classList.add('dragging');
  }

  drag(event) {
    if (this.from) this.style.height = `${this.from.height + this.from.y - event.clientY}px`;
  }

  drop(event) {
    if (!this.from) return;
    const share = (this.from.height + this.from.y - event.clientY) / window.innerHeight;
    this.from = null;
    this.classList.remove('dragging');
    this.style.height = '';
    store.set({sheet: share < 0.28 ? 'peek' : share < 0.68 ? 'half' : 'full'});
  }
}
customElements.define('tm-panel', SidePanel);
