import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { DialogElement } from '../pages/dialog.js';
import { alertOf } from '../pages/parts.js';
import { asSentence } from '../pure/format.js';
import { momentText } from '../pure/moments.js';
import { ApiProblem } from '../core/session.js';
import { standing } from '../pure/people.js';
import { accountFields, liaisonOf } from './account-fields.js';
import { linkShown } from './link-shown.js';
import './account-tokens.js';

/** One account: what it is, and what helps its person. */
class AccountDialog extends DialogElement {
  static properties = { account: { attribute: false }, role: { state: true }, link: { state: true }, done: { state: true } };

  constructor() {
    super();
    /** @type {import('../pages/access.js').Account} */ this.account = /** @type {any} */ (null);
    /** @type {string | null} */ this.role = null;
    /** @type {import('../pages/access.js').MadeLink | null} */ this.link = null;
    this.done = '';
  }

  get isOnce() {
    return this.link !== null;
  }

  render() {
    const t = words.accounts,
      { account } = this;
    if (this.link)
      return this.frame(
        t.linkTitle(account.displayName),
        linkShown(this.link, () => this.close()),
      );
    const isPerson = account.role !== 'client';
    return this.frame(
      account.displayName,
      html` <p class="note sign-name">${account.name}</p>
        ${alertOf(this.problem)}
        ${this.form(
          html` ${accountFields(
              { ...account, was: account.role, role: this.role ?? account.role },
              (name) => this.error(name),
              (role) => {
                this.role = role;
              },
            )}
            <label class="tick-line closed"
              ><input type="checkbox" name="isClosed" value="yes" .checked=${account.isClosed} /><span
                ><strong>${t.closedField}</strong><span class="field-hint">${t.closedHint}</span></span
              ></label
            >
            ${this.ends(t.save, t.saving)}`,
          (fields) => this.save(fields),
        )}
        ${
          account.isClosed
            ? null
            : isPerson
              ? this.help(account)
              : html`<section class="help" aria-labelledby="tokens-title">
                  <h3 id="tokens-title">${t.tokensTitle}</h3>
                  <tm-account-tokens .account=${account}></tm-account-tokens>
                </section>`
        }`,
      'wide',
    );
  }

  help(account) {
    const t = words.accounts,
      isLocked = standing(account, new Date()) === 'locked';
    const line = (text, more, label, act) =>
      html`<li>
        <div class="line-text">
          <p>${text}</p>
          ${more}
        </div>
        <button type="button" class="button" @click=${act}>${label}</button>
      </li>`;
    return html`<section class="help" aria-labelledby="help-title">
      <h3 id="help-title">${t.doTitle}</h3>
      <p class="field-hint" role="status">${this.done}</p>
      <ul class="lines">
        ${
          isLocked
            ? line(html`${asSentence(t.lockedUntil(momentText(account.lockedUntil)))} ${t.unlockExplain}`, null, t.unlock, () =>
                this.run(() => this.act(access.unlock, t.unlocked)),
              )
            : null
        }
        ${line(
          t.linkExplain,
          account.hasSecondFactor
            ? html`<label class="tick-line bare"><input type="checkbox" name="removes" /><span>${t.linkRemoves}</span></label>`
            : null,
          t.link,
          () => this.run(() => this.makeLink()),
        )}
        ${line(t.signOutExplain(account.sessions), null, t.signOut, () => this.run(() => this.act(access.signOutAccount, t.signedOut)))}
      </ul>
    </section>`;
  }

  /** @param {Record<string, string>} fields */
  async save({ displayName, role, liaison, isClosed }) {
    const { account } = this;
    try {
      await access.changeAccount(account.id, {
        displayName: displayName.trim(),
        role,
        liaison: liaison === undefined ? account.liaison : liaisonOf(liaison),
        isClosed: isClosed === 'yes',
        stamp: account.stamp,
      });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
      this.emit('changed', '');
      await this.standsNow(account.stamp);
      throw new ApiProblem(words.accounts.stale, { status: 412 });
    }
    this.close();
    this.emit('changed', words.accounts.saved(displayName.trim()));
  }

  /** Waits until the list has read the account anew, and shows that in the fields. @param {number} stamp what was known before */
  async standsNow(stamp) {
    for (let tries = 0; tries < 50 && this.account.stamp === stamp; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    this.role = null;
    await this.updateComplete;
    const { displayName, role, liaison, isClosed } = this.account;
    for (const input of this.querySelectorAll('form [name]')) {
      if (input instanceof HTMLInputElement && input.type === 'checkbox') input.checked = isClosed;
      else if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement)
        input.value = { displayName, role, liaison: liaison ?? '' }[input.name] ?? input.value;
    }
  }

  async makeLink() {
    const removes = /** @type {HTMLInputElement | null} */ (this.querySelector('input[name="removes"]'))?.checked ?? false;
    this.link = await access.makeLink(this.account.id, removes);
    await this.focusOn('h2');
  }

  async act(what, done) {
    this.done = '';
    await what(this.account.id);
    this.done = done;
    this.emit('changed', '');
  }
}
customElements.define('tm-account-dialog', AccountDialog);
