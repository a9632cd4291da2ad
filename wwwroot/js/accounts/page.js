import { html } from 'lit';
import { words } from '../pages/words.js';
import { PageElement, sentenceOf } from '../pages/element.js';
import { head } from '../pages/head.js';
import { languages } from '../pages/languages.js';
import { alertOf } from '../pages/parts.js';
import { icon } from '../parts/icons.js';
import { leaveForSignIn, loadMe } from '../core/session.js';
import './account-list.js';
import './audit-list.js';

const TABS = /** @type {const} */ (['accounts', 'audit']);

/** What administrators keep: accounts, and the audit beside them. The tab stands in the address. */
class AccountsPage extends PageElement {
  static properties = { me: { state: true }, tab: { state: true }, problem: { state: true }, people: { state: true } };

  constructor() {
    super();
    /** @type {import('../core/session.js').Me | null} */ this.me = null;
    /** @type {string | null} */ this.problem = null;
    /** @type {import('../pages/access.js').Account[]} */ this.people = [];
    /** @type {'accounts' | 'audit'} */ this.tab = this.tabOf();
    window.addEventListener('hashchange', () => {
      this.tab = this.tabOf();
    });
  }

  /** @returns {'accounts' | 'audit'} */
  tabOf() {
    return location.hash === '#audit' ? 'audit' : 'accounts';
  }

  connectedCallback() {
    super.connectedCallback();
    this.open();
  }

  async open() {
    this.problem = null;
    try {
      this.me = await loadMe();
      if (!this.me.signedIn) await leaveForSignIn();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  render() {
    const t = words.accounts;
    return html`${head(this.me, 'accounts')}
      <main id="content" class="page" tabindex="-1">
        <h1>${t.title}</h1>
        ${this.body()}
      </main>
      <footer class="page-foot">${languages()}</footer>`;
  }

  body() {
    const t = words.accounts;
    if (this.problem) return html`${alertOf(this.problem)}<button type="button" class="button" @click=${this.open}>${words.retry}</button>`;
    if (!this.me)
      return html`<div class="skeleton" aria-busy="true">
        <p class="visually-hidden" role="status">${t.loading}</p>
        <span></span><span></span><span></span>
      </div>`;
    if (!this.me.permissions.includes('manageAccounts'))
      return html`<div class="nothing">
        ${icon('lock')}
        <h2>${t.forbiddenTitle}</h2>
        <p>${t.forbidden}</p>
        <a class="button" href="./">${words.backToMap}</a>
      </div>`;
    return html` <div class="tabs" role="tablist" aria-label=${t.tabs.label} @keydown=${this.key}>
        ${TABS.map(
          (name) =>
            html` <button
              type="button"
              role="tab"
              class="tab"
              id="tab-${name}"
              aria-controls="tab-panel"
              aria-selected=${this.tab === name ? 'true' : 'false'}
              tabindex=${this.tab === name ? 0 : -1}
              @click=${() => this.show(name)}
            >
              ${t.tabs[name]}
            </button>`,
        )}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby="tab-${this.tab}">
        ${
          this.tab === 'accounts'
            ? html`<tm-account-list
                .me=${this.me}
                @accounts=${(event) => {
                  this.people = event.detail;
                }}
              ></tm-account-list>`
            : html`<tm-audit-list .people=${this.people}></tm-audit-list>`
        }
      </div>`;
  }

  show(tab) {
    this.tab = tab;
    history.replaceState(null, '', tab === 'audit' ? '#audit' : location.pathname + location.search);
  }

  async key(event) {
    const to = { ArrowRight: 1, ArrowLeft: 1, Home: -TABS.indexOf(this.tab), End: TABS.length - 1 - TABS.indexOf(this.tab) }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.show(TABS[(TABS.indexOf(this.tab) + to) % TABS.length]);
    await this.focusOn('.tab[aria-selected="true"]');
  }
}
customElements.define('tm-accounts', AccountsPage);
