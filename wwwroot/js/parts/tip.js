import { html } from 'lit';
import { icon } from './icons.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';
import { placeBeside } from './popover.js';

const AFTER = 250,
  LINGERS = 200; // milliseconds before it comes, and before it goes, so that the pointer can move onto it

/**
 * A few words about what stands inside it, or about itself behind a small button. Comes on pointing, focus and tap; Escape takes it away;
 * it can be pointed at.
 */
class Tip extends PartElement {
  static properties = { text: {}, label: {}, open: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.open = false;
    this.timer = 0;
    this.isOwn = false;
    this.outside = (event) => {
      if (!this.contains(event.target)) this.hide();
    };
    this.follow = () => placeBeside(/** @type {HTMLElement} */ (this.bubble), /** @type {Element} */ (this.firstElementChild), 'middle');
    this.escape = (event) => {
      if (event.key === 'Escape' && this.open) {
        event.stopPropagation();
        event.preventDefault();
        this.hide();
      }
    };
    this.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse') this.later(true, AFTER);
    });
    this.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse' && !this.querySelector(':focus-visible')) this.later(false, LINGERS);
    });
    this.addEventListener('focusin', () => {
      if (this.querySelector(':focus-visible')) this.show();
    });
    this.addEventListener('focusout', (event) => {
      if (!this.contains(/** @type {Node} */ (event.relatedTarget))) this.hide();
    });
    this.addEventListener('click', () => this.show());
  }

  connectedCallback() {
    this.isOwn = this.firstElementChild === null || this.isOwn;
    super.connectedCallback();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.hide();
  }

  firstUpdated() {
    this.firstElementChild?.setAttribute('aria-describedby', `${this.uid}-tip`);
  }

  render() {
    return html`${
        this.isOwn
          ? html`<button type="button" class="tip-button" aria-label=${this.label || words.tip.about} aria-describedby="${this.uid}-tip">
              ${icon('help')}
            </button>`
          : null
      }<span class="part-tip" id="${this.uid}-tip" role="tooltip" popover="manual">${this.text}</span>`;
  }

  get bubble() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.part-tip'));
  }

  later(isOpen, wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (isOpen ? this.show() : this.hide()), wait);
  }

  show() {
    clearTimeout(this.timer);
    if (this.open || !this.bubble || !this.text) return;
    this.open = true;
    this.bubble.showPopover();
    this.follow();
    document.addEventListener('pointerdown', this.outside, true);
    document.addEventListener('keydown', this.escape, true);
    window.addEventListener('scroll', this.follow, true);
  }

  hide() {
    clearTimeout(this.timer);
    if (!this.open) return;
    this.open = false;
    if (this.bubble?.isConnected) this.bubble.hidePopover();
    document.removeEventListener('pointerdown', this.outside, true);
    document.removeEventListener('keydown', this.escape, true);
    window.removeEventListener('scroll', this.follow, true);
  }
}
customElements.define('tm-tip', Tip);
