import { html, svg } from 'lit';
import { countText } from '../../pure/format.js';

/** What is said of a place by a colour is said by a sign too: up, down, the same, a question. */
const SIGNS = {
  more: 'M10 3.5 16 12.5H4z',
  fewer: 'M10 12.5 4 3.5h12z',
  unclear: 'M5 6h10M5 10h10',
  few: 'M7.5 5.8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.6M10 12.4h.01',
};

/** @param {'more' | 'fewer' | 'unclear' | 'few'} verdict */
export const sign = (verdict) =>
  html`<svg class="verdict-sign is-${verdict}" viewBox="0 0 20 16" aria-hidden="true">${svg`<path d=${SIGNS[verdict]}/>`}</svg>`;

/**
 * The colours of one verdict side by side, as steps of the diverging palette; hatched where the number is not sure.
 * @param {string[]} fills
 */
const swatch = (fills) =>
  html`<svg class="verdict-swatch" viewBox="0 0 ${fills.length * 14} 16" width=${fills.length * 14} height="16" aria-hidden="true">
    ${fills.map(
      (fill, i) =>
        svg`<rect class="fill-${fill.split(' ')[0]}" x=${i * 14} width="14" height="16"/>${
          fill.endsWith('hatched')
            ? svg`<path class="hatch" d="M${i * 14} 6l6-6M${i * 14} 13 ${i * 14 + 13} 0M${i * 14 + 4} 16l10-10M${i * 14 + 11} 16l3-3"/>`
            : null
        }`,
    )}
  </svg>`;

/**
 * What the colours mean, how many there are of each, and which of them the list shows.
 * @param {{label: string, classes: {key: string, verdict: 'more' | 'fewer' | 'unclear' | 'few', fills: string[], name: string, detail?:
 * string, count: number}[], chosen: string | null, choose: (key: string | null) => void}} what
 */
export const verdictKeys = ({ label, classes, chosen, choose }) =>
  html`<ul class="verdict-keys" aria-label=${label}>
    ${classes.map(
      ({ key, verdict, fills, name, detail, count }) =>
        html`<li>
          <button
            type="button"
            class="verdict-key"
            aria-pressed=${chosen === key ? 'true' : 'false'}
            ?disabled=${count === 0}
            @click=${() => choose(chosen === key ? null : key)}
          >
            ${sign(verdict)}<span class="verdict-name">${name}${detail ? html`<span class="area-detail">${detail}</span>` : null}</span
            >${swatch(fills)}<span class="verdict-count">${countText(count)}</span>
          </button>
        </li>`,
    )}
  </ul>`;
