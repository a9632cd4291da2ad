import { html } from 'lit';
import { access } from '../pages/access.js';
import { roleName, words } from '../pages/words.js';
import { PageElement, sentenceOf } from '../pages/element.js';
import { doneNote, head } from '../pages/head.js';
import { languages } from '../pages/languages.js';
import { alertOf } from '../pages/parts.js';
import { leaveForSignIn, loadMe } from '../core/session.js';
import './factor-section.js';
import './password-section.js';
import './sessions-section.js';
import './tokens-section.js';

/** One's own account; each section does one thing and says when it must be read anew. */
class AccountPage extends PageElement {
  static properties = { me: { state: true }, account: { state: true }, problem: { state: true }, done: { state: true } };

  constructor() {
    super();
    /** @type {import('../core/session.js').Me | null} */ this.me = null;
    /** @type {import('../pages/access.js').OwnAccount | null} */ this.account = null;
    /** @type {string | null} */ this.problem = null;
    this.done = '';
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
      this.account = await access.account();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  async changed(text) {
    this.done = '';
    await this.open();
    this.done = text ?? '';
  }

  render() {
    const t = words.account,
      { account } = this;
    return html`${head(this.me, 'account')}
      <main id="content" class="page" tabindex="-1" @changed=${(event) => this.changed(event.detail)}>
        <h1>${t.title}</h1>
        ${doneNote(this.done)}
        ${
          this.problem
            ? html`<h2>${t.failed}</h2>
                ${alertOf(this.problem)}<button type="button" class="button" @click=${this.open}>${words.retry}</button>`
            : !account
              ? html`<div class="skeleton" aria-busy="true">
                  <p class="visually-hidden" role="status">${t.loading}</p>
                  <span></span><span></span><span></span>
                </div>`
              : html` <section class="section" aria-labelledby="you-title">
                    <div class="section-about">
                      <h2 id="you-title">${t.you.title}</h2>
                      <p>${t.you.note}</p>
                    </div>
                    <dl class="facts-list">
                      <div>
                        <dt>${t.you.name}</dt>
                        <dd>${account.displayName}</dd>
                      </div>
                      <div>
                        <dt>${t.you.signInName}</dt>
                        <dd>${account.name}</dd>
                      </div>
                      <div>
                        <dt>${t.you.role}</dt>
                        <dd>${roleName(account.role)}</dd>
                      </div>
                    </dl>
                  </section>
                  <tm-password-section .account=${account} ?isDemo=${this.me?.isDemo}></tm-password-section>
                  <tm-factor-section .account=${account} ?isDemo=${this.me?.isDemo}></tm-factor-section>
                  <tm-sessions-section .account=${account}></tm-sessions-section>
                  <tm-tokens-section .account=${account}></tm-tokens-section>`
        }
      </main>
      <footer class="page-foot">${languages()}</footer>`;
  }
}
customElements.define('tm-account', AccountPage);
