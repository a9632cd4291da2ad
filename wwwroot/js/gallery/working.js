import { html } from 'lit';
import { icon } from '../parts/icons.js';
import '../parts/dialog.js';
import { PartElement } from '../parts/element.js';
import '../parts/file-drop.js';
import '../parts/progress.js';
import { empty, forbidden, offline, problem, skeleton } from '../parts/states.js';
import '../parts/stepper.js';
import '../parts/toasts.js';
import { bytesText, countText } from '../pure/format.js';
import { section, state } from './section.js';

const STEPS = [
  { key: 'columns', label: 'Columns' },
  { key: 'layers', label: 'Layers' },
  { key: 'placing', label: 'Placing' },
  { key: 'result', label: 'Result' },
];
const DIALOGS = {
  ask: {
    heading: 'Leave the draft?',
    content: html`<p>Three changes are not kept yet. Whoever opens the draft next will not see them.</p>`,
    action: 'Leave it',
    isDanger: true,
  },
  form: {
    heading: 'New filter',
    content: html`<label class="field"><span class="field-name">Name</span><input type="text" value="Food, north" /></label>`,
    action: 'Keep it',
  },
  once: {
    heading: 'Your code',
    content: html`<p class="mono">J4KQ 77RB 2MXT 9CDA</p>
      <p>It is shown this once.</p>`,
    action: 'I have it',
    isOnce: true,
  },
};

class GalleryWorking extends PartElement {
  static properties = {
    open: { state: true },
    toasts: { state: true },
    said: { state: true },
    stopping: { state: true },
    now: { state: true },
  };

  constructor() {
    super();
    this.open = '';
    /** @type {any[]} */ this.toasts = [];
    this.said = '';
    this.stopping = false;
    this.now = 'placing';
    this.number = 0;
  }

  render() {
    const of = DIALOGS[this.open];
    return html` ${section(
      'dialog',
      'Dialog',
      html`<div class="row">
          <button
            type="button"
            class="button"
            @click=${() => {
              this.open = 'ask';
            }}
          >
            A question</button
          ><button
            type="button"
            class="button"
            @click=${() => {
              this.open = 'form';
            }}
          >
            A form</button
          ><button
            type="button"
            class="button"
            @click=${() => {
              this.open = 'once';
            }}
          >
            Shown once
          </button>
        </div>
        ${
          of
            ? html`<tm-dialog
                heading=${of.heading}
                .content=${of.content}
                action=${of.action}
                ?danger=${of.isDanger ?? false}
                ?once=${of.isOnce ?? false}
                @act=${(event) => event.target.close()}
                @closed=${() => {
                  this.open = '';
                }}
              ></tm-dialog>`
            : null
        }`,
    )}
    ${section(
      'toasts',
      'Toasts',
      html`<div class="row">
          <button type="button" class="button" @click=${() => this.add('Case 4,118 is closed.', { canUndo: true })}>With undo</button
          ><button type="button" class="button" @click=${() => this.add('The link is copied.')}>Done</button
          ><button type="button" class="button" @click=${() => this.add('Columns are kept on this device.', { kind: 'note' })}>Note</button
          ><button
            type="button"
            class="button"
            @click=${() => this.add('The file was not sent. Nothing was kept of it.', { kind: 'problem' })}
          >
            Problem
          </button>
        </div>
        <p class="note" role="status">${this.said}</p>
        <tm-toasts
          .toasts=${this.toasts}
          @undo=${(event) => this.drop(event.detail.key, 'Undone.')}
          @gone=${(event) => this.drop(event.detail.key)}
        ></tm-toasts>`,
    )}
    ${section(
      'progress',
      'Progress',
      html`<div class="states">
        ${state(
          'Known, can be stopped',
          html`<tm-progress
            label="Placing the rows"
            .value=${0.42}
            done="${countText(42000)} of ${countText(100000)} rows"
            remaining="about 2 minutes left"
            stops
            ?stopping=${this.stopping}
            @stop=${() => {
              this.stopping = true;
            }}
          ></tm-progress>`,
        )}
        ${state('Not known how far', html`<tm-progress label="Reading the file" done="${bytesText(18_400_000)} read" stops></tm-progress>`)}
        ${state(
          'Being stopped',
          html`<tm-progress label="Sending the file" .value=${0.8} done="${bytesText(8_000_000)}" stops stopping></tm-progress>`,
        )}
        ${state('Done', html`<tm-progress label="Drawing the areas" .value=${1} done="${countText(2166)} areas"></tm-progress>`)}
      </div>`,
    )}
    ${section(
      'stepper',
      'Stepper',
      html` ${state(
        'In the middle; what is done can be gone back to',
        html`<tm-stepper
          label="Place a file"
          .steps=${STEPS}
          now=${this.now}
          @go=${(event) => {
            this.now = event.detail.key;
          }}
        ></tm-stepper>`,
        'wide',
      )}
      ${state('At the first step', html`<tm-stepper label="Place another file" .steps=${STEPS} now="columns"></tm-stepper>`, 'wide')}
      ${state(
        'One needs a look',
        html`<tm-stepper
          label="Place a third file"
          .steps=${STEPS.map((step) => ({ ...step, isWrong: step.key === 'layers' }))}
          now="result"
        ></tm-stepper>`,
        'wide',
      )}`,
    )}
    ${section(
      'drop',
      'File drop',
      html`<div class="states">
        ${state(
          'At rest; other kinds are refused',
          html`<tm-file-drop
            label="Drop a CSV of addresses"
            hint="CSV, also gzipped, up to 200 MB"
            .kinds=${['.csv', '.csv.gz']}
          ></tm-file-drop>`,
        )}
        ${state('A file hovers', html`<tm-file-drop label="Drop a CSV of visits" .kinds=${['.csv']} .over=${true}></tm-file-drop>`)}
        ${state(
          'Wrong kind',
          html`<tm-file-drop
            label="Drop a CSV of partners"
            .kinds=${['.csv']}
            .problem=${'“report.pdf” is not of a kind that is read here: .csv. Nothing was taken.'}
          ></tm-file-drop>`,
        )}
        ${state('Off', html`<tm-file-drop label="Drop files here" hint="Only managers may add files." many disabled></tm-file-drop>`)}
      </div>`,
    )}
    ${section(
      'states',
      'States',
      html`<div class="states">
        ${state(
          'Empty',
          empty(
            'pin',
            'Who covers this place?',
            'Click anywhere on the map, or search above.',
            html`<button type="button" class="button">${icon('search')}Search</button>`,
          ),
        )}
        ${state('Loading', skeleton('Reading the layers…'))}
        ${state(
          'Error, with what was kept',
          problem(
            'The place was not looked up',
            'The server answered with an error (503).',
            () => undefined,
            'Your filters and the date are still here.',
          ),
        )}
        ${state(
          'Offline',
          offline(() => undefined, 'Last heard of at 14:05.'),
        )}
        ${state(
          'No permission',
          forbidden('Only managers see drafts', 'Ask Invented Person, who manages the plans of this city, if you need one.'),
        )}
      </div>`,
    )}`;
  }

  add(text, more = {}) {
    this.number += 1;
    this.toasts = [...this.toasts, { key: String(this.number), text, ...more }];
  }

  drop(key, said = '') {
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
    this.said = said;
  }
}
customElements.define('tm-gallery-working', GalleryWorking);
