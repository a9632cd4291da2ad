import { html, nothing } from 'lit';
import { openTab } from '../core/actions.js';
import { featureOf, screenOf, screensFor } from '../core/registry.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';

const HEIGHTS = ['peek', 'half', 'full'];

/** The one panel: beside the map on a desk, a sheet of three heights on a phone. */
class SidePanel extends StateElement {
  get keys() {
    return ['tab', 'tabs', 'item', 'sheet', 'me', 'wide'];
  }

  constructor() {
    super();
    /** @type {{tab: string, panel: HTMLElement} | null} */ this.shown = null;
  }

  /** The tabs beside the one shown, those that one may see. */
  get tabs() {
    const { tab, me } = this.state;
    return screensFor(me?.permissions).find((screen) => screen.tabs.includes(tab))?.tabs ?? [];
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
                    ${icon(featureOf(name)?.icon ?? 'map')}<span>${featureOf(name)?.title}</span>
                  </button>`,
              )}
            </div>`
          : null
      }
      ${
        tabs.length > 1
          ? html`<div class="panel-body" id="panel-body" role="tabpanel" aria-labelledby="tab-${tab}" tabindex="0">${this.content()}</div>`
          : html`<div
              class="panel-body"
              id="panel-body"
              role="region"
              aria-label=${screenOf(tab, this.state.me?.permissions)?.title ?? nothing}
              tabindex="0"
            >
              ${this.content()}
            </div>`
      }`;
  }

  /** The panel of the tab: made when the tab is opened, gone when another is. */
  content() {
    const { tab } = this.state,
      feature = featureOf(tab);
    if (feature && this.shown?.tab !== tab) {
      feature.load?.();
      this.shown = { tab, panel: document.createElement(feature.panel) };
    }
    return this.shown?.panel;
  }

  /** What one goes to begins at its top, what one comes back to where it was; and the focus goes along. */
  async updated() {
    const { tab, item } = this.state,
      before = this.seen ?? { tab, item },
      body = /** @type {HTMLElement} */ (this.querySelector('#panel-body'));
    this.seen = { tab, item };
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
