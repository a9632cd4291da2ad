import { html } from 'lit';
import { icon } from './icons.js';
import { isAccepted } from '../pure/accepted.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/**
 * A place to drop files on, and a button for those who do not drag. Emits `files` {files}; files of another kind are refused with a
 * sentence.
 */
class FileDrop extends PartElement {
  static properties = {
    label: {},
    hint: {},
    kinds: { attribute: false },
    many: { type: Boolean },
    disabled: { type: Boolean },
    over: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.many = false;
    this.disabled = false;
    this.over = false;
    this.problem = '';
    this.depth = 0;
    /** @type {string[]} endings and kinds, as ".csv" or "image/*" */ this.kinds = [];
  }

  render() {
    const t = words.fileDrop,
      id = this.uid;
    return html` <div
      class="file-drop ${this.over ? 'is-over' : ''} ${this.disabled ? 'is-off' : ''}"
      @dragenter=${this.enter}
      @dragleave=${this.exit}
      @dragover=${(event) => {
        if (this.carries(event)) event.preventDefault();
      }}
      @drop=${this.drop}
    >
      <span class="file-drop-icon">${icon('upload')}</span>
      <p class="file-drop-label">${this.over ? t.release : this.label}</p>
      ${this.hint ? html`<p class="field-hint" id="${id}-hint">${this.hint}</p>` : null}
      <label class="button file-drop-button"
        >${t.choose(this.many)}<input
          type="file"
          class="visually-hidden"
          accept=${this.kinds.join(',')}
          ?multiple=${this.many}
          ?disabled=${this.disabled}
          aria-describedby="${id}-hint ${id}-problem"
          @change=${(event) => {
            this.take([...event.target.files]);
            event.target.value = '';
          }}
      /></label>
      <p class="problem-text" id="${id}-problem" role="alert">${this.problem}</p>
    </div>`;
  }

  carries(event) {
    return !this.disabled && event.dataTransfer?.types.includes('Files');
  }

  enter(event) {
    if (!this.carries(event)) return;
    event.preventDefault();
    this.depth += 1;
    this.over = true;
  }

  exit(event) {
    if (!this.carries(event)) return;
    this.depth -= 1;
    this.over = this.depth > 0;
  }

  drop(event) {
    if (!this.carries(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.depth = 0;
    this.over = false;
    this.take([...event.dataTransfer.files]);
  }

  /** @param {File[]} files */
  take(files) {
    const t = words.fileDrop,
      wrong = files.find((file) => !isAccepted(file, this.kinds));
    this.problem = wrong ? t.wrong(wrong.name, this.kinds) : files.length > 1 && !this.many ? t.tooMany : '';
    if (!this.problem && files.length > 0) this.emit('files', { files });
  }
}
customElements.define('tm-file-drop', FileDrop);
