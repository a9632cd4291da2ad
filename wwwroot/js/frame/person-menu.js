import { html } from 'lit';
import { chooseLanguage, language } from '../core/language.js';
import { toast } from '../core/notices.js';
import { sentenceOf } from '../core/problems.js';
import { signOut } from '../core/session.js';
import { shared } from '../core/shared-words.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';
import { initials } from '../pure/codes.js';
import { LANGUAGES } from '../pure/languages.js';
import { signInAddress } from '../pure/next.js';

/** Who is signed in, with what that person can go to; a quiet link where a city is open to everybody and nobody is. */
class PersonMenu extends StateElement {
  get keys() {
    return ['me'];
  }

  render() {
    const { me } = this.state,
      t = words.person;
    if (!me) return null;
    if (!me.signedIn)
      return html`<a class="button quiet sign-in" href="sign-in.html" aria-label=${t.signIn} @click=${this.signIn}
        >${icon('person')}<span class="only-wide">${t.signIn}</span></a
      >`;
    const role = words.roles[me.role] ?? me.role;
    const link = (href, picture, text, isFirst = false) =>
      html`<li role="none">
        <a role="menuitem" tabindex="-1" class="choice" href=${href} ?autofocus=${isFirst}>${icon(picture)}<span>${text}</span></a>
      </li>`;
    return html` <button
        type="button"
        class="person-button"
        popovertarget="person-menu"
        aria-haspopup="menu"
        aria-expanded="false"
        title=${me.name}
        @keydown=${this.openKey}
      >
        <span class="initials" aria-hidden="true">${initials(me.name)}</span><span class="visually-hidden">${t.menu(me.name)}</span>
      </button>
      <div id="person-menu" class="popover person-menu" popover @beforetoggle=${this.toggled} @keydown=${this.key}>
        <p class="popover-title">${me.name}</p>
        <p class="note">${me.signInName} · ${role}</p>
        <ul role="menu" aria-label=${t.account} class="choices">
          ${link('account.html', 'key', t.account, true)}
          ${me.permissions.includes('manageAccounts') ? link('accounts.html', 'people', t.accounts) : null}
          ${me.isDemo ? link('sign-in.html', 'person', t.other) : null}
          <li role="none">
            <ul role="group" class="choice-group" aria-label=${shared.language}>
              ${LANGUAGES.map(
                ({ tag, name }) =>
                  html` <li role="none">
                    <button
                      type="button"
                      role="menuitemradio"
                      tabindex="-1"
                      class="choice"
                      lang=${tag}
                      aria-checked=${tag === language.tag ? 'true' : 'false'}
                      @click=${() => chooseLanguage(tag)}
                    >
                      ${icon(tag === language.tag ? 'check' : 'globe')}<span>${name}</span>
                    </button>
                  </li>`,
              )}
            </ul>
          </li>
          <li role="none">
            <button type="button" role="menuitem" tabindex="-1" class="choice" @click=${this.leave}>
              ${icon('leave')}<span>${t.signOut}</span>
            </button>
          </li>
        </ul>
      </div>`;
  }

  get items() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll('[role^="menuitem"]')]);
  }

  get menu() {
    return /** @type {HTMLElement} */ (this.querySelector('#person-menu'));
  }

  /** The first item is focused by autofocus, in the same step as the menu opens: a key that is pressed at once reaches the menu. */
  toggled(event) {
    this.querySelector('.person-button')?.setAttribute('aria-expanded', String(event.newState === 'open'));
  }

  openKey(event) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.menu.showPopover();
  }

  key(event) {
    const { items } = this,
      at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') this.menu.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  }

  /** Comes back to what is looked at now. */
  signIn(event) {
    event.preventDefault();
    location.assign(signInAddress(location.href, document.baseURI));
  }

  async leave() {
    try {
      await signOut();
    } catch (error) {
      this.menu.hidePopover();
      toast(`${words.person.signOutFailed}. ${sentenceOf(error)}`, 'problem');
    }
  }
}
customElements.define('tm-person', PersonMenu);
