import { html } from 'lit';
import { closeItem } from '../core/actions.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { icon } from '../parts/icons.js';
import { countText } from '../pure/format.js';

/** What every list of a tab has: a head with its number, a box to filter it, rows that open, and a way back from what was opened. */

/** @param {string} title @param {any} [note] @param {any} [more] */
export const listHead = (title, note = null, more = null) =>
  html`<header class="list-head">
    <div>
      <h2 class="list-title">${title}</h2>
      ${note ? html`<p class="note">${note}</p>` : null}
    </div>
    ${more}
  </header>`;

/** @param {string} label */
export const findBox = (label) =>
  html`<div class="find">
    ${icon('search')}<input
      type="search"
      class="filter"
      aria-label=${label}
      placeholder=${label}
      autocomplete="off"
      .value=${store.get().find}
      @input=${(event) => store.set({ find: event.target.value })}
    />
  </div>`;

/**
 * One row that opens something.
 * @param {{id: string, lead?: any, name: any, detail?: any, side?: any, pressed?: boolean, open: () => void, point?: (on: boolean) =>
 * void}} row
 */
export const listRow = ({ id, lead = null, name, detail = null, side = null, pressed = false, open, point = () => {} }) =>
  html` <li>
    <button
      type="button"
      class="area-row"
      data-id=${id}
      aria-current=${pressed ? 'true' : 'false'}
      @click=${open}
      @mouseenter=${() => point(true)}
      @mouseleave=${() => point(false)}
      @focus=${() => point(true)}
      @blur=${() => point(false)}
    >
      ${lead}<span class="area-name">${name}${detail ? html`<span class="area-detail">${detail}</span>` : null}</span
      >${side ? html`<span class="code">${side}</span>` : null}
    </button>
  </li>`;

/** @param {any[]} rows */
export const listOf = (rows) =>
  html`<ul class="rows-list">
    ${rows}
  </ul>`;

/** Goes back to the list. @param {string} text */
export const backTo = (text) => html`<button type="button" class="back" @click=${closeItem}>${icon('back')}<span>${text}</span></button>`;

/** Names and values of one thing; those without a value are left out. @param {[string, any][]} facts */
export const factList = (facts) =>
  html`<dl class="fact-list">
    ${facts
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;

/** "20 of 350" while filtered, else the count. @param {number} found @param {number} all @param {(count: number) => string} name */
export const countLine = (found, all, name) => (found === all ? name(all) : words.list.some(countText(found), name(all)));

/** Where a number comes from, how old it is, and what one's role leaves out. @param {any[]} lines */
export const provenance = (lines) =>
  html`<footer class="provenance">
    ${icon('info')}
    <div>${lines.filter(Boolean).map((line) => html`<p>${line}</p>`)}</div>
  </footer>`;
