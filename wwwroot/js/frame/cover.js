import { html, nothing } from 'lit';
import { words } from '../core/words.js';
import { icon } from '../parts/icons.js';
import { listText, periodText } from '../pure/format.js';
import { tongueText } from '../pure/tongues.js';

/** How to reach a liaison, as far as the server told. @param {any} person */
export const reach = (person) => {
  const t = words.place;
  return html`<ul class="facts">
    ${
      person.languages?.length
        ? html`<li>${icon('speech')}<span class="visually-hidden">${t.languages}: </span>${listText(person.languages.map(tongueText))}</li>`
        : nothing
    }
    ${
      person.phone
        ? html`<li>
            ${icon('phone')}<span class="visually-hidden">${t.phone}: </span
            ><a href="tel:${person.phone.replace(/[^+\d]/g, '')}">${person.phone}</a>
          </li>`
        : nothing
    }
    ${
      person.email
        ? html`<li>
            ${icon('mail')}<span class="visually-hidden">${t.email}: </span><a href="mailto:${person.email}">${person.email}</a>
          </li>`
        : nothing
    }
    ${
      person.hours
        ? html`<li>
            ${icon('clock')}<span class="visually-hidden">${t.hours}: </span
            >${typeof person.hours === 'number' ? t.weekHours(person.hours) : person.hours}
          </li>`
        : nothing
    }
  </ul>`;
};

/**
 * Who covers a turf, and who stands in.
 * @param {{turf: {name: string, colour: number}, lead: any, backup: any, plan: {name: string, validFrom: string, validTo: string | null}}}
 * cover
 */
export const cover = ({ turf, lead, backup, plan }) => {
  const t = words.place;
  return html` <section class="cover" aria-label=${t.coveredBy}>
    <p class="cover-turf"><span class="swatch c${turf.colour}"></span><span>${turf.name}</span></p>
    ${
      lead
        ? html`<p class="eyebrow">${t.coveredBy}</p>
            <h2 class="cover-name">${lead.name}</h2>
            ${reach(lead)}`
        : html`<h2 class="cover-name">${t.nobody}</h2>
            <p class="note">${t.nobodyHint}</p>`
    }
    ${
      backup
        ? html`<div class="backup">
            <p class="eyebrow">${t.backup}</p>
            <p class="backup-name">${backup.name}</p>
            ${reach(backup)}
          </div>`
        : lead
          ? html`<p class="note backup">${t.noBackup}</p>`
          : null
    }
    <p class="cover-plan">${t.plan(plan.name)}<span>${periodText(plan.validFrom, plan.validTo)}</span></p>
  </section>`;
};
