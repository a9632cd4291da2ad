import { html } from 'lit';
import { openTab } from '../core/actions.js';
import { screenOf, screensFor } from '../core/registry.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';

/** The screens: beside the panel on a desk, at the thumb on a phone. Links, so that one may be opened in another window. */
class Rail extends StateElement {
  get keys() {
    return ['tab', 'tabs', 'me'];
  }

  render() {
    const { tab, me } = this.state,
      now = screenOf(tab, me?.permissions)?.key;
    return html`<nav aria-label=${words.screens.label}>
      <ul class="rail-list">
        ${screensFor(me?.permissions).map(
          ({ key, icon: picture, title, tabs }) =>
            html` <li>
              <a
                class="rail-item"
                href="#tab=${tabs[0]}"
                aria-current=${key === now ? 'page' : 'false'}
                @click=${(event) => this.go(event, key === now ? tab : tabs[0])}
                >${icon(picture)}<span>${title}</span></a
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
