import { html } from 'lit';
import { PartElement } from '../parts/element.js';
import '../parts/player.js';
import '../parts/trend.js';
import '../parts/week.js';
import { addMonths, monthText } from '../pure/months.js';
import { trendOf } from '../pure/trend.js';
import { weekOf } from '../pure/week.js';
import { wander } from './data.js';
import { section, state } from './section.js';

const MONTHS = wander(5, 30, 60).values.map((value, i) => ({ key: addMonths('2024-01', i), cases: Math.round(value) }));
const { bars: BARS } = trendOf(MONTHS, '2026-06-14'),
  HIDDEN = BARS.slice(0, 12).map((bar, i) => ({
    ...bar,
    isWhole: true,
    amount: i % 5 === 2 ? null : bar.amount,
    ...(i % 5 === 4 ? { low: bar.amount, high: (bar.amount ?? 0) + 30 } : {}),
  }));
const HOURS = Array.from({ length: 7 * 24 }, (_, i) => ({
  key: `${1 + Math.floor(i / 24)}-${i % 24}`,
  cases: Math.round((i < 120 ? 60 : 22) * Math.max(0, Math.sin((((i % 24) - 5) / 15) * Math.PI))),
}));
const DAYS = Array.from({ length: 7 }, (_, day) => ({
  key: String(day + 1),
  cases: 40 + HOURS.slice(day * 24, day * 24 + 24).reduce((sum, { cases }) => sum + cases, 0),
}));

class GalleryTime extends PartElement {
  static properties = { chosen: { state: true }, at: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.chosen = { from: 14, to: 21 };
    this.at = 4;
  }

  render() {
    return html` ${section(
      'trend',
      'Trend',
      html`<div class="states">
        ${state(
          'Months to choose among',
          html`<tm-trend
            chooses
            heading="Cases"
            unit="by month"
            .bars=${BARS}
            .chosen=${this.chosen}
            @choose=${({ detail }) => {
              this.chosen = detail.from === null ? null : detail;
            }}
          ></tm-trend>`,
        )}
        ${state('Some not told, some only between two', html`<tm-trend heading="Matters" unit="by month" .bars=${HIDDEN}></tm-trend>`)}
        ${state('No data', html`<tm-trend heading="Cases of a new turf"></tm-trend>`)}
      </div>`,
    )}
    ${section(
      'week',
      'Week',
      html`<div class="states">
        ${state('Every hour', html`<tm-week heading="Cases" .week=${weekOf(HOURS, [...DAYS, { key: '', cases: 12 }])}></tm-week>`)}
        ${state('No times known', html`<tm-week heading="Cases" .week=${weekOf([], DAYS)}></tm-week>`)}
      </div>`,
    )}
    ${section(
      'player',
      'Player',
      html`<tm-player
        label="Month after month"
        .names=${BARS.map(({ month }) => monthText(month))}
        .details=${BARS.map(({ amount }) => `${amount} on the map`)}
        .at=${this.at}
        @go=${({ detail }) => {
          this.at = detail.at;
        }}
      ></tm-player>`,
    )}`;
  }
}
customElements.define('tm-gallery-time', GalleryTime);
