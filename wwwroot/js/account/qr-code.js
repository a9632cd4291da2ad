import { html, svg } from 'lit';
import { PageElement } from '../pages/element.js';

/** A text as a QR code, drawn here: the key never leaves the page. */
class QrCode extends PageElement {
  static properties = { text: { attribute: false }, label: {}, dots: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.label = '';
    /** @type {boolean[][] | null} */ this.dots = null;
  }

  async updated(changed) {
    if (!changed.has('text') || !this.text) return;
    const { encode } = await import('uqr');
    this.dots = encode(this.text, { ecc: 'M', border: 3 }).data;
  }

  render() {
    if (!this.dots) return html`<div class="qr"></div>`;
    const size = this.dots.length;
    const lines = this.dots.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
    return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${this.label} shape-rendering="crispEdges">
      ${svg`<path class="qr-ground" d="M0 0h${size}v${size}H0z"/><path class="qr-dots" d=${lines.join('')}/>`}
    </svg>`;
  }
}
customElements.define('tm-qr', QrCode);
