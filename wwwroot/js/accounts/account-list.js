import { html, nothing } from 'lit';
import { access } from '../pages/access.js';
import { roleName, roles, words } from '../pages/words.js';
import { PageElement, sentenceOf } from '../pages/element.js';
import { doneNote } from '../pages/head.js';
import { alertOf } from '../pages/parts.js';
import { icon } from '../parts/icons.js';
import { agoText, momentText } from '../pure/moments.js';
import { shownAccounts, standing } from '../pure/people.js';
import './account-dialog.js';
import './new-dialog.js';

/** All accounts: filtered, and each opened for a change. */
class AccountList extends PageElement {
  static properties = {
    me: { attribute: false },
    accounts: { state: true },
    problem: { state: true },
    query: { state: true },
    role: { state: true },
    dialog: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../core/session.js').Me | null} */ this.me = null;
    /** @type {import('../pages/access.js').Account[] | null} */ this.accounts = null;
    /** @type {string | null} */ this.problem = null;
    this.query = '';
    this.role = '';
    /** @type {string | null} */ this.dialog = null;
    this.done = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read() {
    this.problem = null;
    try {
      this.accounts = await access.accounts();
      this.dispatchEvent(new CustomEvent('accounts', { detail: this.accounts }));
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  /** Reads all anew and says what was done; the dialog that is open gets the account as it stands now. @param {string} [text] */
  async changed(text) {
    this.done = '';
    await this.read();
    this.done = text ?? '';
  }

  render() {
    const t = words.accounts;
    if (this.problem && !this.accounts)
      return html`<h2>${t.failed}</h2>
        ${alertOf(this.problem)}<button type="button" class="button" @click=${this.read}>${words.retry}</button>`;
    if (!this.accounts)
      return html`<div class="skeleton" aria-busy="true">
        <p class="visually-hidden" role="status">${t.loading}</p>
        <span></span><span></span><span></span>
      </div>`;
    const shown = shownAccounts(this.accounts, this.query, this.role);
    return html` <div class="tools">
        <div class="field grow">
          <label class="field-name" for="filter">${t.filter}</label
          ><input
            id="filter"
            type="search"
            autocomplete="off"
            spellcheck="false"
            .value=${this.query}
            @input=${(event) => {
              this.query = event.target.value;
            }}
          />
        </div>
        <div class="field">
          <label class="field-name" for="role-filter">${t.role}</label
          ><select
            id="role-filter"
            @change=${(event) => {
              this.role = event.target.value;
            }}
          >
            <option value="">${t.allRoles}</option>
            ${Object.entries(roles).map(([role, { name }]) => html`<option value=${role} ?selected=${this.role === role}>${name}</option>`)}
          </select>
        </div>
        <button
          type="button"
          class="button primary"
          @click=${() => {
            this.dialog = 'new';
          }}
        >
          ${icon('plus')}${t.make}
        </button>
      </div>
      ${alertOf(this.problem)}${doneNote(this.done)}
      <p class="note" role="status">${t.count(shown.length, this.accounts.length)}</p>
      ${
        shown.length > 0
          ? this.table(shown)
          : html`<div class="nothing">
              <h2>${t.noMatchTitle}</h2>
              <p>${t.noMatch}</p>
              <button type="button" class="button" @click=${() => Object.assign(this, { query: '', role: '' })}>${t.clear}</button>
            </div>`
      }
      <div
        @changed=${(event) => this.changed(event.detail)}
        @closed=${() => {
          this.dialog = null;
        }}
      >
        ${this.opened()}
      </div>`;
  }

  table(shown) {
    const { columns: c } = words.accounts;
    return html` <table class="people" role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${[c.name, c.role, c.liaison, c.factor, c.seen, c.state].map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((account) => this.row(account))}
      </tbody>
    </table>`;
  }

  row(account) {
    const t = words.accounts,
      now = new Date(),
      stands = standing(account, now),
      isSystem = account.role === 'client';
    const cell = (label, value, isEmpty = false) =>
      html`<td role="cell" class=${isEmpty ? 'is-empty' : ''}><span class="cell-name" aria-hidden="true">${label}</span>${value}</td>`;
    return html`<tr role="row" class=${account.isClosed ? 'is-closed' : nothing}>
      <th role="rowheader" scope="row">
        <button
          type="button"
          class="person"
          data-account=${account.name}
          @click=${() => {
            this.dialog = account.id;
          }}
        >
          <span class="person-name"><span class="visually-hidden">${t.edit} </span>${account.displayName}</span
          ><span class="person-sign">${account.name}</span>
        </button>
      </th>
      ${cell(t.columns.role, roleName(account.role))} ${cell(t.columns.liaison, account.liaison ?? '–', !account.liaison)}
      ${cell(t.columns.factor, isSystem ? '–' : account.hasSecondFactor ? t.factorOn : t.factorOff, isSystem)}
      ${cell(
        t.columns.seen,
        account.seenAt
          ? html`<time datetime=${account.seenAt} title=${momentText(account.seenAt)}>${agoText(account.seenAt, now)}</time>`
          : t.notSeen,
      )}
      ${cell(
        t.columns.state,
        html`<span class="chip ${{ locked: 'warning', invited: 'warning', open: 'quiet', closed: 'quiet', demo: '' }[stands]}"
          >${t.states[stands]}</span
        >`,
      )}
    </tr>`;
  }

  opened() {
    if (this.dialog === 'new') return html`<tm-new-account></tm-new-account>`;
    const account = this.accounts?.find((one) => one.id === this.dialog);
    return account ? html`<tm-account-dialog .account=${account}></tm-account-dialog>` : null;
  }
}
customElements.define('tm-account-list', AccountList);
