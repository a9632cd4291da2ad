import { html } from 'lit';
import { openTab } from '../core/actions.js';
import { screenOf, screensFor } from '../pure/screens.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';
import '../features/cases/panel.js';
import '../features/file/panel.js';
import '../features/imports/panel.js';
import '../features/layers/panel.js';
import '../features/partners/panel.js';
import '../features/place/panel.js';
import '../features/settings/panel.js';
import '../features/turfs/panel.js';

const HEIGHTS = ['peek', 'half', 'full'];
const PICTURE = /** @type {const} */ ({
  place: 'pin',
  layers: 'layers',
  cases: 'list',
  density: 'hexagon',
  file: 'upload',
  imports: 'list',
});

const CONTENT = {
  place: html`<tm-place></tm-place>`,
  layers: html`<tm-layers></tm-layers>`,
  turfs: html`<tm-turfs></tm-turfs>`,
  cases: html`<tm-cases></tm-cases>`,
  density: html`<tm-density></tm-density>`,
  partners: html`<tm-partners></tm-partners>`,
  file: html`<tm-file></tm-file>`,
  imports: html`<tm-imports></tm-imports>`,
  settings: html`<tm-settings></tm-settings>`,
};

/** The one panel: beside the map on a desk, a sheet of three heights on a phone. */
class SidePanel extends StateElement {
  get keys() {
    return ['tab', 'item', 'sheet', 'me', 'wide'];
  }

  /** The tabs beside the one shown, those that one may see. */
  get tabs() {
    const { tab, me } = this.state;
    return screensFor(me?.permissions ?? null).find((screen) => screen.tabs.includes(tab))?.tabs ?? [];
  }

  render() {
    const { sheet, tab, wide, item } = this.state,
      at = HEIGHTS.indexOf(sheet),
      tabs = this.tabs;
    Object.assign(document.body.dataset, { sheet, wide: wide && item === null ? 'yes' : 'no' });
    return html` <div class="grip" @pointerdown=${this.grab} @pointermove=${this.drag} @pointerup=${this.drop} @pointercancel=${this.drop}>
        <button type="button" class="icon-button" aria-label=${words.sheet.lower} ?disabled=${at === 0} @click=${() => this.step(-1)}>
          ${icon('down')}
        </button>
        <span class="grip-bar" aria-hidden="true"></span>
        <button type="button" class="icon-button" aria-label=${words.sheet.taller} ?disabled=${at === 2} @click=${() => this.step(1)}>
          ${icon('up')}
        </button>
      </div>
      ${
        tabs.length > 1
          ? html`<div class="tabs" role="tablist" aria-label=${words.tabs.label} @keydown=${this.key}>
              ${tabs.map(
                (name) =>
                  html` <button
                    type="button"
                    role="tab"
                    id="tab-${name}"
                    class="tab"
                    aria-controls="panel-body"
                    aria-selected=${tab === name ? 'true' : 'false'}
                    tabindex=${tab === name ? 0 : -1}
                    @click=${() => openTab(name)}
                  >
                    ${icon(PICTURE[name])}<span>${words.tabs[name]}</span>
                  </button>`,
              )}
            </div>`
          : null
      }
      ${
        tabs.length > 1
          ? html`<div class="panel-body" id="panel-body" role="tabpanel" aria-labelledby="tab-${tab}" tabindex="0">${CONTENT[tab]}</div>`
          : html`<div
              class="panel-body"
              id="panel-body"
              role="region"
              aria-label=${words.screens[screenOf(tab, this.state.me?.permissions).key]}
              tabindex="0"
            >
              ${CONTENT[tab]}
            </div>`
      }`;
  }

  /** What one goes to begins at its top, what one comes back to where it was; and the focus goes along. */
  async updated() {
    const { tab, item } = this.state,
      before = this.seen ?? { tab, item },
      body = /** @type {HTMLElement} */ (this.querySelector('#panel-body'));
    this.seen = { tab, item };
    if (tab === 'density') import('../features/density/panel.js'); // with the parts it is made of: most visits do without
    if (tab !== before.tab) {
      body.scrollTo(0, 0);
      this.left = 0;
    }
    if (tab !== before.tab || item === before.item) return;
    if (before.item === null) {
      this.left = body.scrollTop;
      body.scrollTo(0, 0);
    }
    const held = document.activeElement === document.body || this.contains(document.activeElement);
    await /** @type {any} */ (body.firstElementChild)?.updateComplete;
    if (item === null) body.scrollTo(0, this.left ?? 0);
    if (held && before.item !== item)
      /** @type {HTMLElement | null} */ (
        body.querySelector(item === null ? `[data-id="${CSS.escape(before.item ?? '')}"]` : '.back')
      )?.focus({ preventScroll: item === null });
  }

  step(by) {
    store.set({ sheet: HEIGHTS[Math.max(0, Math.min(2, HEIGHTS.indexOf(store.get().sheet) + by))] });
  }

  async key(event) {
    const { tabs } = this,
      at = tabs.indexOf(store.get().tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    openTab(tabs[(to + tabs.length) % tabs.length]);
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('.tab[aria-selected="true"]'))?.focus();
  }

  grab(event) {
    if (event.target.closest('button')) return;
    this.from = { y: event.clientY, height: this.offsetHeight };
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
    store.set({ sheet: share < 0.28 ? 'peek' : share < 0.68 ? 'half' : 'full' });
  }
}
customElements.define('tm-panel', SidePanel);
