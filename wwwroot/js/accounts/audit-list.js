import { html } from 'lit';
import { access } from '../pages/access.js';
import { actionName, words } from '../pages/words.js';
import { PageElement, sentenceOf } from '../pages/element.js';
import { alertOf } from '../pages/parts.js';
import { icon } from '../parts/icons.js';
import { language } from '../core/language.js';
import { Resource } from '../core/resource.js';
import { differences, fieldWords } from '../pure/difference.js';
import { momentText } from '../pure/moments.js';

/** What was done, newest first; older entries when asked for. */
class AuditList extends PageElement {
  static properties = {
    people: { attribute: false },
    action: { state: true },
    account: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../pages/access.js').Account[]} */ this.people = [];
    /** @type {Resource<{entries: import('../pages/access.js').AuditEntry[], next: number | null}>} */
    this.audit = new Resource({ problemOf: sentenceOf, changed: () => this.requestUpdate() });
    this.action = '';
    this.account = '';
    /** @type {Set<string>} */ this.seen = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.read();
    if (this.people.length === 0)
      access.accounts().then(
        (people) => {
          this.people = people;
        },
        () => null,
      ); // the filter is then by those seen in the entries
  }

  /** Reads the newest entries of the filter; those of another stay until they come. */
  read() {
    const { account, action } = this;
    this.audit.want([account, action], (signal) => this.page(null, signal), { retry: true });
  }

  readOlder() {
    const before = this.audit.value?.next ?? null;
    this.audit.extend(
      (signal) => this.page(before, signal),
      (known, older) => ({ ...older, entries: [...known.entries, ...older.entries] }),
    );
  }

  /** @param {number | null} before null for the newest @param {AbortSignal} signal */
  async page(before, signal) {
    const { account, action } = this,
      page = await access.audit({ before, account, action }, signal);
    for (const entry of page.entries) this.seen.add(entry.action);
    return page;
  }

  filter(patch) {
    Object.assign(this, patch);
    this.read();
  }

  render() {
    const t = words.audit,
      actions = [...new Set([...Object.keys(t.actions), ...this.seen])].sort((a, b) =>
        actionName(a).localeCompare(actionName(b), language.tag),
      );
    const option = (value, text, now) => html`<option value=${value} ?selected=${value === now}>${text}</option>`;
    return html` <div class="tools">
        <div class="field">
          <label class="field-name" for="action-filter">${t.action}</label
          ><select id="action-filter" @change=${(event) => this.filter({ action: event.target.value })}>
            ${option('', t.allActions, this.action)}${actions.map((action) => option(action, actionName(action), this.action))}
          </select>
        </div>
        <div class="field">
          <label class="field-name" for="account-filter">${t.account}</label
          ><select id="account-filter" @change=${(event) => this.filter({ account: event.target.value })}>
            ${option('', t.allAccounts, this.account)}${this.people.map((one) => option(one.id, one.displayName, this.account))}
          </select>
        </div>
        <a class="button" href=${access.auditExportUrl()} download>${icon('download')}${t.exportAll}</a>
      </div>
      <p class="note">${t.explain}</p>
      ${alertOf(this.audit.problem)} ${this.list()}`;
  }

  list() {
    const t = words.audit,
      { status, value } = this.audit,
      isBusy = status === 'loading';
    if (!value)
      return status === 'failed'
        ? html`<button type="button" class="button" @click=${() => this.read()}>${words.retry}</button>`
        : html`<div class="skeleton" aria-busy="true">
            <p class="visually-hidden" role="status">${t.loading}</p>
            <span></span><span></span><span></span>
          </div>`;
    const isFiltered = this.action !== '' || this.account !== '';
    if (value.entries.length === 0)
      return html`<div class="nothing">
        ${icon('clock')}
        <h2>${isFiltered ? t.noMatchTitle : t.emptyTitle}</h2>
        <p>${isFiltered ? t.noMatch : t.empty}</p>
      </div>`;
    return html` <ol class="audit" aria-busy=${isBusy ? 'true' : 'false'}>
        ${value.entries.map((entry) => this.entry(entry))}
      </ol>
      ${
        value.next === null
          ? html`<p class="note end">${t.end}</p>`
          : html`<button
              type="button"
              class="button older"
              aria-disabled=${isBusy ? 'true' : 'false'}
              @click=${() => {
                if (!isBusy) this.readOlder();
              }}
            >
              ${isBusy ? t.busy : t.older}
            </button>`
      }`;
  }

  entry(entry) {
    const t = words.audit,
      changes = entry.before || entry.after ? differences(entry.before, entry.after) : [];
    return html`<li>
      <details>
        <summary>
          <span class="entry-what"
            ><strong>${actionName(entry.action)}</strong><span class="entry-subject">${this.nameOf(entry.subject)}</span></span
          ><span class="entry-who">${entry.actor || t.nobody}</span
          ><time class="entry-at" datetime=${entry.at}>${momentText(entry.at)}</time>
        </summary>
        <div class="entry-more">
          ${changes.length > 0 ? this.changes(changes) : html`<p class="note">${t.noChange}</p>`}
          <dl class="entry-facts">
            <div>
              <dt>${t.subject}</dt>
              <dd>${entry.subject || '–'}</dd>
            </div>
            <div>
              <dt>${t.via}</dt>
              <dd>${entry.via || '–'}</dd>
            </div>
            <div>
              <dt>${t.address}</dt>
              <dd>${entry.address || '–'}</dd>
            </div>
            <div>
              <dt>${t.number(entry.number)}</dt>
              <dd class="mono" title=${t.hash}>${entry.hash}</dd>
            </div>
          </dl>
        </div>
      </details>
    </li>`;
  }

  /** Accounts are spoken of by their names. @param {string} subject */
  nameOf(subject) {
    return this.people.find((one) => one.name === subject)?.displayName ?? subject;
  }

  changes(changes) {
    const t = words.audit,
      value = (text) => (text === null || text === '' ? html`<span class="absent">${t.absent}</span>` : text);
    return html`<table class="difference">
      <thead>
        <tr>
          <th scope="col">${t.field}</th>
          <th scope="col">${t.before}</th>
          <th scope="col">${t.after}</th>
        </tr>
      </thead>
      <tbody>
        ${changes.map(
          ({ field, before, after }) =>
            html`<tr>
              <th scope="row">${t.fields[field] ?? fieldWords(field)}</th>
              <td class="was">${value(before)}</td>
              <td class="is">${value(after)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
customElements.define('tm-audit-list', AuditList);
