import { html } from 'lit';
import { words } from '../../core/words.js';
import { forgetFile, takeFiles } from './placing.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import './columns.js';
import './options.js';
import './progress.js';
import './result.js';

const STEPS = ['columns', 'layers', 'running', 'result'];

/** Placing a file, one step at a time. */
class FilePanel extends StateElement {
  get keys() {
    return ['file'];
  }

  render() {
    const t = words.file,
      { file } = this.state;
    if (file.step === 'choose')
      return html`${file.problem ? problem(t.failed, file.problem) : null}${empty('upload', t.emptyTitle, t.empty, this.chooser())}`;
    if (file.step === 'reading') return skeleton(t.reading(file.name));
    const at = STEPS.indexOf(file.step);
    return html` <header class="panel-head">
        <div class="clip">
          <p class="eyebrow">${t.step(at + 1, STEPS.length, t.steps[at])}</p>
          <h2 class="file-name" title=${file.name}>${file.name}</h2>
        </div>
        ${
          file.step === 'running'
            ? null
            : html`<button type="button" class="icon-button" aria-label=${t.another} title=${t.another} @click=${forgetFile}>
                ${icon('close')}
              </button>`
        }
      </header>
      <ol class="steps" aria-hidden="true">
        ${t.steps.map((name, i) => html`<li class=${i < at ? 'past' : i === at ? 'now' : ''}>${name}</li>`)}
      </ol>
      ${file.problem ? problem(t.failed, file.problem, null, t.kept2) : null} ${this.step(file.step)}`;
  }

  step(step) {
    if (step === 'columns') return html`<tm-file-columns></tm-file-columns>`;
    if (step === 'layers') return html`<tm-file-options></tm-file-options>`;
    return step === 'running' ? html`<tm-file-progress></tm-file-progress>` : html`<tm-file-result></tm-file-result>`;
  }

  chooser() {
    return html` <label class="button primary file-choose"
        >${icon('file')}${words.file.choose}<input
          class="visually-hidden"
          type="file"
          accept=".csv,.tsv,.txt,.gz,text/csv,application/gzip"
          @change=${(event) => takeFiles(event.target.files)}
      /></label>
      <p class="note">${words.file.kept}</p>`;
  }
}
customElements.define('tm-file', FilePanel);
