import { html } from 'lit';
import { roleInSentence, words } from './words.js';
import { icon } from '../parts/icons.js';
import { mark } from './parts.js';

/**
 * The bar on top of a page about accounts: where one is, as whom, and the way back.
 * @param {import('../core/session.js').Me | null} me
 * @param {'account' | 'accounts'} here
 */
export const head = (me, here) =>
  html` <header class="page-bar">
    <div class="page-bar-in">
      <a class="page-back" href="./" aria-label=${words.backToMap}
        >${icon('back')}${mark()}<span class="page-back-text">${words.backToMap}</span></a
      >
      <nav class="page-nav" aria-label=${words.pages}>
        ${me ? html`<a href="account.html" aria-current=${here === 'account' ? 'page' : 'false'}>${words.account.short}</a>` : null}
        ${
          me?.permissions.includes('manageAccounts')
            ? html`<a href="accounts.html" aria-current=${here === 'accounts' ? 'page' : 'false'}>${words.accounts.title}</a>`
            : null
        }
      </nav>
    </div>
    ${
      me?.isDemo
        ? html`<p class="demo-note">${words.demo.banner(roleInSentence(me.role))} <a href="sign-in.html">${words.demo.change}</a></p>`
        : null
    }
  </header>`;

/** Puts the page's own few texts into its language. @param {string} title */
export function entitle(title) {
  document.title = `${title} · ${words.product}`;
  document.querySelector('.skip')?.replaceChildren(words.skip);
}

/** A word that something was done, until the next. @param {string} text */
export const doneNote = (text) =>
  html`<div class="done-note" role="status">${text ? html`<span>${icon('check')}${text}</span>` : null}</div>`;
