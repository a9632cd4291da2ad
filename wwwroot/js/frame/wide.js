import { html } from 'lit';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { icon } from '../parts/icons.js';

/** A list as a table: the panel grows wide, the map stays beside it. The table comes when it is first wanted. */

/** Switches between list and table; a phone has no room for it. */
export const wideButton = () => {
  const { wide } = store.get(),
    label = wide ? words.list.asList : words.list.asTable;
  return html`<button
    type="button"
    class="icon-button wide-button"
    aria-label=${label}
    title=${label}
    @click=${() => store.set({ wide: !store.get().wide })}
  >
    ${icon(wide ? 'list' : 'columns')}
  </button>`;
};

/** @param {{label: string, file: string, columns: any[], rows: any[], chosen?: any, open: (row: any) => void}} what */
export function wideTable({ label, file, columns, rows, chosen = null, open }) {
  import('../parts/table.js');
  return html`<tm-table
    label=${label}
    file=${file}
    opens
    .columns=${columns}
    .rows=${rows}
    .chosen=${chosen}
    @row=${(event) => open(event.detail.row)}
  ></tm-table>`;
}
