import { html } from 'lit';
import { icon } from './icons.js';
import { words } from '../core/part-words.js';
import { message } from './message.js';

/** @typedef {import('./icons.js').IconName} IconName */

/**
 * Nothing yet: what this is for and how to begin.
 * @param {IconName} picture
 * @param {string} title
 * @param {string} text
 * @param {any} [more]
 */
export const empty = (picture, title, text, more = null) =>
  html` <div class="empty">
    <span class="empty-icon">${icon(picture)}</span>
    <h2 class="empty-title">${title}</h2>
    <p class="empty-text">${text}</p>
    ${more}
  </div>`;

/** Grey bars where text will be. @param {string} label */
export const skeleton = (label) =>
  html` <div class="skeleton" aria-busy="true">
    <p class="visually-hidden">${label}</p>
    <span></span><span></span><span></span><span></span>
  </div>`;

/**
 * What happened, what was kept, what to do.
 * @param {string} title
 * @param {string | null} sentence
 * @param {(() => void) | null} [retry]
 * @param {string | null} [kept]
 */
export const problem = (title, sentence, retry = null, kept = null) =>
  html` <div class="callout danger" role="alert">
    ${icon('warning')}
    <div>
      <strong>${title}</strong>
      <p>${message(sentence)}</p>
      ${kept ? html`<p>${kept}</p>` : null}
      ${retry ? html`<button type="button" class="button" @click=${() => retry()}>${words.retry}</button>` : null}
    </div>
  </div>`;

/** No connection: what still stands, and since when it is known. @param {(() => void) | null} [retry] @param {string | null} [kept] */
export const offline = (retry = null, kept = null) =>
  html` <div class="callout warning" role="status">
    ${icon('away')}
    <div>
      <strong>${words.states.offlineTitle}</strong>
      <p>${words.states.offline}</p>
      ${kept ? html`<p>${kept}</p>` : null}
      ${retry ? html`<button type="button" class="button" @click=${() => retry()}>${words.retry}</button>` : null}
    </div>
  </div>`;

/** Not for this person: who may, and whom to ask. @param {string} title @param {string} text @param {any} [more] */
export const forbidden = (title, text, more = null) => empty('lock', title, text, more);
