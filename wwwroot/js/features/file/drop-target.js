import { html } from 'lit';
import { may } from '../../core/selectors.js';
import { words } from '../../core/words.js';
import { takeFiles } from './placing.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';

/** The whole page takes a dropped file; a veil says so while one hovers. */
class DropTarget extends StateElement {
  static properties = { over: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    const carries = (event) => may('placeFiles') && event.dataTransfer?.types.includes('Files');
    let depth = 0;
    window.addEventListener('dragenter', (event) => {
      if (carries(event)) {
        depth += 1;
        this.over = true;
      }
    });
    window.addEventListener('dragleave', (event) => {
      if (carries(event)) {
        depth -= 1;
        this.over = depth > 0;
      }
    });
    window.addEventListener('dragover', (event) => {
      if (carries(event)) event.preventDefault();
    });
    window.addEventListener('drop', (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth = 0;
      this.over = false;
      takeFiles(event.dataTransfer?.files ?? []);
    });
  }

  render() {
    return html`<div class="veil" ?hidden=${!this.over}>
      <div class="veil-card">
        ${icon('upload')}
        <p>${words.file.drop}</p>
      </div>
    </div>`;
  }
}
customElements.define('tm-drop', DropTarget);
