import { html } from 'lit';
import { roles, words } from '../pages/words.js';
import { field } from '../pages/parts.js';
import { message } from '../parts/message.js';

/**
 * What an administrator sets of an account.
 * @param {any} account as it stands, `was` its role before; its role decides which fields there are, and a person does not become a system
 * @param {(name: string) => string} error
 * @param {(role: string) => void} choose hears of another role
 */
export const accountFields = (account, error, choose) =>
  html` ${field({
      name: 'displayName',
      label: words.fields.displayName,
      capitalize: 'words',
      value: account.displayName,
      problem: error('displayName'),
    })}
    <div class="field">
      <label class="field-name" for="role-field">${words.accounts.role}</label>
      <select id="role-field" name="role" aria-describedby="role-hint" @change=${(event) => choose(event.target.value)}>
        ${Object.entries(roles)
          .filter(([role]) => !account.id || (role === 'client') === (account.was === 'client'))
          .map(([role, { name }]) => html`<option value=${role} ?selected=${account.role === role}>${name}</option>`)}
      </select>
      <p class="field-hint" id="role-hint">${roles[account.role]?.line}</p>
      ${error('role') ? html`<p class="problem-text">${message(error('role'))}</p>` : null}
    </div>
    ${
      account.role === 'liaison' || account.liaison
        ? field({
            name: 'liaison',
            label: words.accounts.liaisonField,
            hint: words.accounts.liaisonHint,
            value: account.liaison ?? '',
            required: false,
            maxlength: 100,
            problem: error('liaison'),
          })
        : null
    }`;

/** @param {string | undefined} liaison @returns {string | null} */
export const liaisonOf = (liaison) => liaison?.trim() || null;
