import { html } from 'lit';
import { countText, numberText } from '../pure/format.js';
import { cellMoved, evenOf, hourText, isThin, SHARES, shadeOf, weekdayText } from '../pure/week.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

const DAYS = [0, 1, 2, 3, 4, 5, 6],
  HOURS = Array.from({ length: 24 }, (_, hour) => hour),
  EVERY = 6,
  SHADES = [1, 2, 3, 4, 5, 6];

/**
 * The hours of a week as a table whose cells are shaded by fixed steps. A cell is read by pointing, by touch, or by the arrow keys; where
 * no hour is known there are days only.
 */
class WeekGrid extends PartElement {
  static properties = { heading: {}, week: { attribute: false }, at: { state: true }, isRead: { state: true } };

  constructor() {
    super();
    this.heading = '';
    /** @type {import('../pure/week.js').Week | null} */ this.week = null;
    this.at = { row: 0, column: 9 };
    this.isRead = false;
  }

  render() {
    const { week } = this,
      t = words.week;
    if (!week) return null;
    const dated = week.days.reduce((sum, cases) => sum + cases, 0),
      hasHours = week.timed > 0,
      even = hasHours ? evenOf(week.timed, 168) : evenOf(dated, 7);
    return html`<div class="week">
      ${
        hasHours
          ? html`${this.hours(week, even)}
              <p class="week-read" role="status">${this.isRead ? this.said(this.at) : t.point}</p>`
          : this.days(week, even)
      }
      ${
        dated > 0
          ? html`<ul class="week-shades" aria-label=${t.shades}>
              ${SHADES.map(
                (shade) =>
                  html`<li>
                    <span class="week-shade is-${shade}" aria-hidden="true"></span
                    ><span
                      >${t.share(
                        shade === 1 ? null : numberText(SHARES[shade - 2]),
                        shade === 6 ? null : numberText(SHARES[shade - 1]),
                      )}</span
                    >
                  </li>`,
              )}
            </ul>`
          : null
      }
      <ul class="facts-short">
        ${
          dated > 0
            ? html`<li>${hasHours ? t.even(numberText(even, even < 10 ? 1 : 0)) : t.evenDays(numberText(even, even < 10 ? 1 : 0))}</li>`
            : null
        }
        ${isThin(week) ? html`<li>${t.thin}</li>` : null}
        ${!hasHours && dated > 0 ? html`<li>${t.noHours}</li>` : week.untimed > 0 ? html`<li>${t.untimed(week.untimed)}</li>` : null}
        ${week.undated > 0 ? html`<li>${t.undated(week.undated)}</li>` : null}
      </ul>
    </div>`;
  }

  hours(week, even) {
    const t = words.week;
    return html`<div class="week-box">
      <table
        class="week-table"
        role="grid"
        aria-label=${t.label(this.heading)}
        @keydown=${this.key}
        @pointerleave=${() => {
          if (!this.contains(document.activeElement)) this.isRead = false;
        }}
      >
        <thead>
          <tr>
            <td></td>
            ${HOURS.map(
              (hour) =>
                html`<th scope="col" class=${hour % EVERY === 0 ? 'is-named' : ''}>
                  <span class=${hour % EVERY === 0 ? '' : 'visually-hidden'}>${hourText(hour)}</span>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${DAYS.map(
            (day) =>
              html`<tr>
                <th scope="row" aria-label=${weekdayText(day)}>${weekdayText(day, 'short')}</th>
                ${HOURS.map(
                  (hour) =>
                    html`<td
                      class="week-cell is-${shadeOf(week.cells[day][hour], even)} ${
                        this.isRead && this.at.row === day && this.at.column === hour ? 'is-read' : ''
                      }"
                      data-row=${day}
                      data-column=${hour}
                      tabindex=${this.at.row === day && this.at.column === hour ? 0 : -1}
                      @pointerenter=${() => this.read(day, hour)}
                      @click=${() => this.read(day, hour)}
                      @focus=${() => this.read(day, hour)}
                      @blur=${() => {
                        this.isRead = false;
                      }}
                    >
                      <span class="visually-hidden">${countText(week.cells[day][hour])}</span>
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  days(week, even) {
    return html`<table class="week-days">
      <caption class="visually-hidden">
        ${this.heading}
      </caption>
      <tbody>
        ${DAYS.map(
          (day) =>
            html`<tr>
              <th scope="row">${weekdayText(day)}</th>
              <td class="week-cell is-${shadeOf(week.days[day], even)}" aria-hidden="true"></td>
              <td class="number">${countText(week.days[day])}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  /** @param {{row: number, column: number}} at */
  said({ row, column }) {
    return words.week.at(weekdayText(row), hourText(column), hourText(column + 1), this.week?.cells[row][column] ?? 0);
  }

  read(row, column) {
    this.at = { row, column };
    this.isRead = true;
  }

  async key(event) {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const to = cellMoved(event.key, this.at, { rows: 7, columns: 24 });
    if (!to) return;
    event.preventDefault();
    this.at = to;
    await this.focusOn(`[data-row="${to.row}"][data-column="${to.column}"]`);
  }
}
customElements.define('tm-week', WeekGrid);
