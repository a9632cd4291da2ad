import { html } from 'lit';
import { icon, ICONS } from '../parts/icons.js';
import { PartElement } from '../parts/element.js';
import { section, state } from './section.js';

const STEPS = [0, 1, 2, 3, 4, 5, 6],
  EIGHT = [...STEPS, 7];

class GalleryPictures extends PartElement {
  render() {
    const strip = (name, steps) =>
      html`<svg class="strip" viewBox="0 0 ${steps.length * 10} 10" preserveAspectRatio="none" aria-hidden="true">
        ${steps.map(
          (step) => html`<svg x=${step * 10} width="10" height="10"><rect class="fill-${name}-${step}" width="10" height="10" /></svg>`,
        )}
      </svg>`;
    return html` ${section(
      'controls',
      'Controls',
      html`<div class="states">
        ${state(
          'Buttons',
          html`<p class="row">
            <button type="button" class="button primary">Primary</button><button type="button" class="button">Plain</button
            ><button type="button" class="button danger">Danger</button><button type="button" class="button" disabled>Off</button
            ><button type="button" class="button small">Small</button
            ><button type="button" class="icon-button" aria-label="Settings">${icon('gear')}</button>
          </p>`,
        )}
        ${state(
          'Fields',
          html`<label class="field"><span class="field-name">Name</span><input type="text" value="Alder Street Library" /></label
            ><label class="field"
              ><span class="field-name">Kind</span
              ><select>
                <option>Library</option>
                <option>Hall</option>
              </select></label
            >`,
        )}
        ${state(
          'Chips of words',
          html`<p class="row">
            <span class="chip">in force</span><span class="chip quiet">draft</span><span class="chip warning">near the line</span>
          </p>`,
        )}
        ${state(
          'Callouts',
          html`<p class="callout">${icon('info')}<span>Worth knowing.</span></p>
            <p class="callout accent">${icon('check')}<span>Done.</span></p>
            <p class="callout warning">${icon('warning')}<span>Worth a look.</span></p>
            <p class="callout danger">${icon('warning')}<span>Something failed.</span></p>`,
        )}
      </div>`,
    )}
    ${section(
      'colours',
      'Colours',
      html`<div class="states">
        ${state(
          'Sequential',
          strip('seq', STEPS),
        )}${state('Diverging', strip('div', STEPS))}${state('Fills', strip('cat', EIGHT))}${state('Dots', strip('dot', EIGHT))}
      </div>`,
    )}
    ${section(
      'icons',
      'Icons',
      html`<ul class="icon-list">
        ${ICONS.map((name) => html`<li>${icon(name)}<span>${name}</span></li>`)}
      </ul>`,
    )}`;
  }
}
customElements.define('tm-gallery-pictures', GalleryPictures);
