import { html, nothing } from 'lit';
import { setTheme } from '../core/actions.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';
import './date-control.js';
import './person-menu.js';
import './search-box.js';

const NEXT = /** @type {const} */ ({ auto: 'light', light: 'dark', dark: 'auto' });
const PICTURE = /** @type {const} */ ({ auto: 'auto', light: 'sun', dark: 'moon' });

class TopBar extends StateElement {
  get keys() {
    return ['city', 'theme'];
  }

  render() {
    const { city, theme } = this.state;
    return html` <div class="bar">
      <div class="brand">
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
          <path class="mark-a" d="M4 6 13 4v12L4 18Z" />
          <path class="mark-b" d="m14.500 4 13.500 4v9l-13.500-1Z" />
          <path class="mark-c" d="M4 19.500 13 17.500v10L4 26Z" />
          <path class="mark-d" d="m14.500 17.500 13.500 1V25l-13.500 3Z" />
        </svg>
        <div class="brand-text">
          <span class="brand-name">${words.product}</span>
          <h1 class="brand-city">${city.value?.name ?? '\u00a0'}</h1>
        </div>
        ${city.value?.sample ? html`<span class="chip quiet only-wide" title=${city.value.note ?? nothing}>${words.sample}</span>` : null}
      </div>
      <tm-search></tm-search>
      <tm-date></tm-date>
      <button
        class="icon-button theme"
        type="button"
        title=${words.theme[theme]}
        aria-label=${words.theme[theme]}
        @click=${() => setTheme(NEXT[theme])}
      >
        ${icon(PICTURE[theme])}
      </button>
      <tm-person></tm-person>
    </div>`;
  }
}
customElements.define('tm-top-bar', TopBar);
