import { html } from 'lit';
import { openTab } from '../core/actions.js';
import { screenOf, screensFor } from '../pure/screens.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';

/** The screens: beside the panel on a desk, at the thumb on a phone. Links, so that one may be opened in another window. */
class Rail extends StateElement {
  get keys() {
    return ['tab', 'me'];
  }

  render() {
    const { tab, me } = this.state,
      now = screenOf(tab, me?.permissions).key,
      t = words.screens;
    return html`<nav aria-label=${t.label}>
      <ul class="rail-list">
        ${screensFor(me?.permissions ?? null).map(
          ({ key, icon: picture, tabs }) =>
            html` <li>
              <a
                class="rail-item"
                href="#tab=${tabs[0]}"
                aria-current=${key === now ? 'page' : 'false'}
                @click=${(event) => this.go(event, key === now ? tab : tabs[0])}
                >${icon(/** @type {any} */ (picture))}<span>${t[key]}</span></a
              >
            </li>`,
        )}
      </ul>
    </nav>`;
  }

  go(event, tab) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (tab === store.get().tab && store.get().sheet === 'peek') store.set({ sheet: 'half' });
    else openTab(tab);
  }
}
customElements.define('tm-rail', Rail);
