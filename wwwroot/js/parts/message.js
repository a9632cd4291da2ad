import { html } from 'lit';
import { detailOf } from '../pure/detail.js';

/**
 * A sentence; what the server added to it in its own language stands smaller behind it, and is said to be English.
 * @param {string | null | undefined} sentence
 */
export function message(sentence) {
  const { own, detail } = detailOf(sentence);
  return detail ? html`${own} <small class="server-said" lang="en" dir="ltr">${detail}</small>` : own;
}
