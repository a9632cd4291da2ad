import { html } from 'lit';
import '../parts/chips.js';
import '../parts/combobox.js';
import '../parts/dates.js';
import { PartElement } from '../parts/element.js';
import '../parts/legend.js';
import { matching } from '../pure/table.js';
import { KINDS, placesOf } from './data.js';
import { section, state } from './section.js';

const TODAY = '2026-11-22',
  CHIPS = KINDS.map((kind, i) => ({ value: kind, label: kind, count: 12 + i * 731 }));
/** @type {import('../parts/combobox.js').Option[]} */
const OPTIONS = [...placesOf(60)]
  .map(({ name, area, kind }) => ({ value: name, label: name, detail: area, group: kind, icon: /** @type {const} */ ('pin') }))
  .sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
const later =
  (answer, wait = 600) =>
  (query, signal) =>
    new Promise((done, fail) => {
      const timer = setTimeout(() => {
        try {
          done(answer(query));
        } catch (error) {
          fail(error);
        }
      }, wait);
      signal.addEventListener('abort', () => clearTimeout(timer));
    });
const entries = (...labels) => labels.map((label, colour) => ({ label, colour }));

class GalleryChoosing extends PartElement {
  static properties = { taken: { state: true }, said: { state: true } };

  constructor() {
    super();
    this.taken = ['Area 4', 'Open since 2024', 'Food', 'More than 1,000 visits a year'];
    this.said = '';
  }

  render() {
    const say = (event) => {
      this.said = JSON.stringify(event.detail.value ?? event.detail);
    };
    return html` ${section(
      'legend',
      'Legend',
      html`<div class="states">
        ${state(
          'Sequential, held',
          html`<tm-legend
            heading="Visits"
            unit="per 1,000 people"
            kind="sequential"
            .breaks=${[0, 5, 10, 25, 50, 100, 250, 1200]}
            .extras=${['none', 'hidden']}
            held="2026-01-01"
          ></tm-legend>`,
        )}
        ${state(
          'Sequential, three classes',
          html`<tm-legend heading="Share placed" unit="%" kind="sequential" decimals="1" .breaks=${[0, 33.3, 66.7, 100]}></tm-legend>`,
        )}
        ${state(
          'Diverging',
          html`<tm-legend
            heading="Against the city"
            unit="points"
            kind="diverging"
            .breaks=${[-30, -20, -10, -2, 2, 10, 20, 30]}
            .extras=${['unclear', 'none', 'hidden']}
          ></tm-legend>`,
        )}
        ${state(
          'Categories',
          html`<tm-legend
            heading="Turfs"
            kind="categorical"
            .entries=${['Alder', 'Birch', 'Cedar', 'Delta', 'Elm', 'Fern', 'Gable', 'Harbour'].map((label, colour) => ({
              label,
              colour,
              detail: `${colour + 3} units`,
            }))}
          ></tm-legend>`,
        )}
        ${state(
          'Lines',
          html`<tm-legend
            heading="Boundaries"
            kind="line"
            .entries=${['Districts', 'Wards', 'Sections', 'Units'].map((label, i) => ({ label, colour: i + 1 }))}
          ></tm-legend>`,
        )}
        ${state('Dots', html`<tm-legend heading="Services" kind="dot" .entries=${entries(...KINDS)} .extras=${['none']}></tm-legend>`)}
      </div>`,
    )}
    ${section(
      'chips',
      'Chips',
      html`<div class="states">
          ${state(
            'One of several',
            html`<tm-chips label="Service" kind="one" .options=${CHIPS} .value=${'Food'} @choose=${say}></tm-chips>`,
          )}
          ${state(
            'Any of several',
            html`<tm-chips label="Services" kind="many" .options=${CHIPS} .value=${['Food', 'Health']} @choose=${say}></tm-chips>`,
          )}
          ${state(
            'In force, to be removed',
            html`<tm-chips
              label="Filters in force"
              kind="removable"
              .options=${this.taken.map((label) => ({ value: label, label }))}
              @remove=${(event) => {
                this.taken = this.taken.filter((one) => one !== event.detail.value);
              }}
            ></tm-chips>`,
          )}
        </div>
        <p class="note" role="status">${this.said ? `Told: ${this.said}` : ''}</p>`,
    )}
    ${section(
      'dates',
      'Dates',
      html`<div class="states">
        ${state(
          'A preset',
          html`<tm-dates
            label="Period of visits"
            today=${TODAY}
            first="2026-10-24"
            last=${TODAY}
            earliest="2020-01-01"
            latest=${TODAY}
            @choose=${say}
          ></tm-dates>`,
        )}
        ${state(
          'One’s own',
          html`<tm-dates
            label="Period of cases"
            today=${TODAY}
            first="2026-03-04"
            last="2026-05-12"
            earliest="2020-01-01"
            latest=${TODAY}
            @choose=${say}
          ></tm-dates>`,
        )}
        ${state('None yet', html`<tm-dates label="Period of events" today=${TODAY} @choose=${say}></tm-dates>`)}
      </div>`,
    )}
    ${section(
      'combobox',
      'Combobox',
      html`<div class="states">
        ${state(
          'A list in groups',
          html`<tm-combobox label="Place" placeholder="Name or area" .options=${OPTIONS} @choose=${say}></tm-combobox>`,
        )}
        ${state(
          'Chosen',
          html`<tm-combobox
            label="Place visited"
            .options=${OPTIONS}
            .value=${OPTIONS[3]}
            hint="Where the visit took place."
            @choose=${say}
          ></tm-combobox>`,
        )}
        ${state(
          'Asks a source',
          html`<tm-combobox
            label="Partner"
            placeholder="Type to search"
            .source=${later((query) =>
              matching(OPTIONS, query, ({ label, detail = '' }) => `${label} ${detail}`)
                .slice(0, 20)
                .map(({ group, ...option }) => option),
            )}
            @choose=${say}
          ></tm-combobox>`,
        )}
        ${state('Finds nothing', html`<tm-combobox label="Event" placeholder="Type anything" .source=${later(() => [])}></tm-combobox>`)}
        ${state(
          'Busy for long',
          html`<tm-combobox label="Case" placeholder="Type anything" .source=${later(() => [], 600_000)}></tm-combobox>`,
        )}
        ${state(
          'Fails',
          html`<tm-combobox
            label="Person"
            placeholder="Type anything"
            .source=${later(() => {
              throw new Error('The server did not answer.');
            })}
          ></tm-combobox>`,
        )}
        ${state('Off', html`<tm-combobox label="Turf" placeholder="Choose a plan first" disabled></tm-combobox>`)}
      </div>`,
    )}`;
  }
}
customElements.define('tm-gallery-choosing', GalleryChoosing);
