import { html } from 'lit';
import { map } from '../../core/map-control.js';
import { dataAge } from './drawings.js';
import { words as t } from './words.js';
import { icon } from '../../parts/icons.js';
import { leftOut } from '../../pure/about.js';
import { countText, numberText, periodText } from '../../pure/format.js';

/** What the numbers are of, in words: period, how many are in the density, which are not and why, and where the doubtful places lie.
 * @param {import('../../pure/about.js').About} about
 * @param {{takesSinks: boolean, isDensity: boolean, lines: any[], takeSinks: (on: boolean) => void}} how isDensity: whether some are
 * left out of this view */
export function aboutText(about, { takesSinks, isDensity, lines, takeSinks }) {
  const own = t[about.of] ?? t.cases,
    out = isDensity ? leftOut(about, takesSinks) : [];
  return html` <ul class="facts-short">
      ${
        about.from || about.to
          ? html`<li>
              ${own.during(periodText(about.from, about.to))}${about.months ? `: ${t.months(numberText(about.months, 1))}` : ''}.
            </li>`
          : null
      }
      ${isDensity ? html`<li>${t.onMap(countText(about.drawn), own.count(about.count))}.</li>` : null}
      ${lines.filter(Boolean).map((line) => html`<li>${line}</li>`)}
      ${about.undated > 0 ? html`<li>${own.undated(about.undated)}</li>` : null}
      <li>${dataAge(about)}</li>
    </ul>
    ${
      out.length > 0
        ? html`<div class="left-out">
            <h3 class="section-title">${t.leftOut}</h3>
            <ul class="facts-short">
              ${out.map(({ why, count }) => html`<li>${t.why[why](countText(count))}.</li>`)}
            </ul>
          </div>`
        : null
    }
    ${isDensity && (takesSinks || about.atSinks > 0) ? sinksOf(about, takesSinks, takeSinks) : null}
    <p class="callout"><span>${own.report}</span></p>`;
}

/** Places with so many that they are a geocoder's default: each is one press away, for somebody has to look at it. */
const sinksOf = (about, takesSinks, takeSinks) =>
  html` <label class="tick"
      ><input type="checkbox" .checked=${takesSinks} @change=${(event) => takeSinks(event.target.checked)} /><span
        >${t.takeSinks}</span
      ></label
    >
    ${
      about.sinks?.length > 0
        ? html`<details>
            <summary>${t.sinks(about.sinks.length)}</summary>
            <ul class="sink-list">
              ${about.sinks.map(
                ({ lon, lat, cases }) =>
                  html`<li>
                    <button type="button" class="link" @click=${() => map.fly({ lon, lat, zoom: 16 })}>
                      ${icon('pin')}${t.sinkAt(cases)}
                    </button>
                  </li>`,
              )}
            </ul>
          </details>`
        : null
    }`;
