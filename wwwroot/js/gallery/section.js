import { html } from 'lit';

/** One part of the gallery. @param {string} id its anchor @param {string} title @param {any} content */
export const section = (id, title, content) =>
  html`<section class="gallery-section" id=${id} aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;

/** One state of a part, named. @param {string} name @param {any} content @param {string} [kind] */
export const state = (name, content, kind = '') =>
  html`<div class="state ${kind}">
    <p class="state-name">${name}</p>
    ${content}
  </div>`;
