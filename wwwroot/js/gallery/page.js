import { html } from 'lit';
import { icon } from '../parts/icons.js';
import { PartElement } from '../parts/element.js';
import { words } from '../core/part-words.js';
import './choosing.js';
import './numbers.js';
import './pictures.js';
import './tables.js';
import './time.js';
import './working.js';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' },
  PICTURE = /** @type {const} */ ({ auto: 'auto', light: 'sun', dark: 'moon' });
const PARTS = [
  ['table', 'Table'],
  ['legend', 'Legend'],
  ['chips', 'Chips'],
  ['dates', 'Dates'],
  ['combobox', 'Combobox'],
  ['dialog', 'Dialog'],
  ['toasts', 'Toasts'],
  ['progress', 'Progress'],
  ['stepper', 'Stepper'],
  ['drop', 'File drop'],
  ['states', 'States'],
  ['stat', 'Stat'],
  ['target', 'Target'],
  ['line', 'Line'],
  ['tip', 'Tip'],
  ['trend', 'Trend'],
  ['week', 'Week'],
  ['player', 'Player'],
  ['controls', 'Controls'],
  ['colours', 'Colours'],
  ['icons', 'Icons'],
];

/** Every part in every state, with invented data. It asks no server and needs nobody signed in. */
class Gallery extends PartElement {
  static properties = { theme: { state: true } };

  constructor() {
    super();
    this.theme = document.documentElement.dataset.theme ?? 'auto';
  }

  render() {
    return html` <header class="gallery-bar">
        <a class="page-back" href="./">${icon('back')}<span>TurfMap</span></a>
        <h1>Parts</h1>
        <button
          class="icon-button"
          type="button"
          title=${words.themes[this.theme]}
          aria-label=${words.themes[this.theme]}
          @click=${this.turn}
        >
          ${icon(PICTURE[this.theme])}
        </button>
      </header>
      <div class="gallery">
        <nav class="gallery-nav" aria-label="Parts">
          <ul>
            ${PARTS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
          </ul>
        </nav>
        <main id="content" class="gallery-main" tabindex="-1">
          <p class="lead">Every part of the pages in every state. All data on this page is invented.</p>
          <tm-gallery-tables></tm-gallery-tables>
          <tm-gallery-choosing></tm-gallery-choosing>
          <tm-gallery-working></tm-gallery-working>
          <tm-gallery-numbers></tm-gallery-numbers>
          <tm-gallery-time></tm-gallery-time>
          <tm-gallery-pictures></tm-gallery-pictures>
        </main>
      </div>`;
  }

  /** The anchor asked for is there only now. */
  async firstUpdated() {
    await Promise.all(/** @type {PartElement[]} */ ([...this.querySelectorAll('main > *')]).map((part) => part.updateComplete));
    if (location.hash) this.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)?.scrollIntoView();
  }

  turn() {
    this.theme = NEXT[this.theme];
    if (this.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
    try {
      if (this.theme === 'auto') localStorage.removeItem('turfmap.theme');
      else localStorage.setItem('turfmap.theme', this.theme);
    } catch {
      /* storage is shut: the theme holds until the page is left */
    }
  }
}
customElements.define('tm-gallery', Gallery);
