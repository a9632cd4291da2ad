import { html } from 'lit';
import { words } from '../../core/words.js';
import { cancelPlacing } from './placing.js';
import { StateElement } from '../../frame/element.js';
import { bytesText } from '../../pure/format.js';

/** Step three: bytes up, then rows placed; can be stopped at any time. */
class FileProgress extends StateElement {
  get keys() {
    return ['file'];
  }

  render() {
    const t = words.file,
      { phase, sent, total, job } = this.state.file;
    const sending = phase === 'sending' && sent < total;
    const part = sending ? sent / (total || 1) : job?.bytesTotal > 0 ? job.bytesDone / job.bytesTotal : null;
    return html` <div class="progress">
      <p class="progress-title">${sending ? t.uploading : t.placing}</p>
      <progress max="1" .value=${part ?? 0} aria-label=${sending ? t.uploading : t.placing}></progress>
      <p class="note numbers">${sending ? t.uploaded(bytesText(sent), bytesText(total)) : t.rows(job?.done ?? 0)}</p>
      <div class="step-actions"><button type="button" class="button" @click=${cancelPlacing}>${t.cancel}</button></div>
    </div>`;
  }
}
customElements.define('tm-file-progress', FileProgress);
