import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { momentText } from '../pure/moments.js';
import '../pages/secret.js';

/** A one-time link, this once. @param {{code: string, until: string}} link @param {() => void} close */
export const linkShown = ({ code, until }, close) =>
  html` <p>${words.accounts.linkOnce}</p>
    <tm-secret label=${words.accounts.linkField} .value=${access.linkUrl(code)}></tm-secret>
    <p class="note">${words.accounts.linkUntil(momentText(until))}</p>
    <div class="dialog-ends"><button type="button" class="button primary" @click=${close}>${words.done}</button></div>`;
