import {html} from 'lit';
import {words} from '../words.js';
import {icon} from './icons.js';
import {told} from './told.js';

/** Nothing yet: what this is for and how to begin. @param {Parameters<typeof icon>[0]} picture @param {string} title @param {string} text @param {unknown} [more] */
export const empty = (picture, title, text, more = null) => html`
  <div class="empty"><span class="empty-icon">${icon(picture)}</span><h2 class="empty-title">${title}</h2><p class="empty-text">${text}</p>${more}</div>`;

/** What happened, what was kept, what to do. @param {string} title @param {string} sentence @param {(() => void) | null} [retry] @param {string | null} [kept] */
export const problem = (title, sentence, retry = null, kept = null) => html`
  <div class="callout danger" role="alert">${icon('warning')}
    <div><strong>${title}</strong><p>${told(sentence)}</p>${kept ? html`<p>${kept}</p>` : null}
      ${retry ? html`<button type="button" class="button" @click=${() => retry()}>${words.problems.retry}</button>` : null}</div>
  </div>`;

/** Grey bars where text will be. @param {string} label */
export const skeleton = (label) => html`
  <div class="skeleton" aria-busy="true"><p class="visually-hidden">${label}</p><span></span><span></span><span></span><span></span></div>`;
