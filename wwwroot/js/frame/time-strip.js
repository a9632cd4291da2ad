import { html } from 'lit';
import { setDate } from '../core/actions.js';
import { dayShown } from '../core/selectors.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';
import { addDays, dayText, periodText } from '../pure/format.js';
import { daysFrom, shareOf, timelineOf, turnBeside } from '../pure/timeline.js';

/** The city's time in one line: plans as bars, changes of boundaries as marks, and the day everything is shown for. */
class TimeStrip extends StateElement {
  static properties = { dragged: { state: true } };

  get keys() {
    return ['city', 'date', 'layers'];
  }

  constructor() {
    super();
    this.dragged = null;
  }

  render() {
    const t = words.time,
      { city, layers, date } = this.state,
      today = city.value?.today;
    if (!today || layers.at === null) return null;
    const day = this.dragged ?? dayShown(),
      span = timelineOf(layers.list, layers.plans ?? [], today, dayShown());
    const at = (day) => (shareOf(span, day) * 100).toFixed(3);
    const before = turnBeside(span.turns, day, -1),
      after = turnBeside(span.turns, day, 1);
    // the day's own label stands there
    const years = yearsOf(span).filter((year) => Math.abs(shareOf(span, `${year}-01-01`) - shareOf(span, day)) > 0.05);
    return html`<div class="strip" role="group" aria-label=${t.label}>
      ${this.step('back', before, t.before)}
      <div class="strip-track">
        ${span.plans.map(
          (plan) =>
            html`<span
              class="strip-plan ${plan.now ? 'now' : ''}"
              title="${plan.name}, ${periodText(plan.from, plan.to)}"
              data-at=${at(plan.from)}
              data-to=${at(plan.to)}
              ><span>${plan.name}</span></span
            >`,
        )}
        ${years.map((year) => html`<span class="strip-year" data-at=${at(`${year}-01-01`)}>${year}</span>`)}
        ${span.turns.map(
          (turn) => html`<span class="strip-turn" title="${dayText(turn.day)}: ${turn.names.join(', ')}" data-at=${at(turn.day)}></span>`,
        )}
        <span class="strip-today" title=${t.today} data-at=${at(today)}></span>
        <span class="strip-day ${date || this.dragged ? 'other' : ''}" data-at=${at(day)}
          ><span>${day === today ? t.today : dayText(day)}</span></span
        >
        <input
          type="range"
          min="0"
          max=${daysFrom(span.from, span.to)}
          step="1"
          .value=${String(daysFrom(span.from, day))}
          aria-label=${t.slider}
          aria-valuetext=${dayText(day)}
          @input=${(event) => {
            this.dragged = addDays(span.from, Number(event.target.value));
          }}
          @change=${(event) => {
            this.dragged = null;
            setDate(addDays(span.from, Number(event.target.value)));
          }}
        />
      </div>
      ${this.step('next', after, t.after)}
    </div>`;
  }

  /** The policy forbids styles in attributes, so places are set one by one. */
  updated() {
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('[data-at]'))) {
      const from = Number(mark.dataset.at);
      mark.style.insetInlineStart = `${from}%`;
      if (mark.dataset.to) mark.style.width = `${Number(mark.dataset.to) - from}%`;
    }
  }

  step(picture, turn, text) {
    const label = turn ? `${text}: ${dayText(turn.day)}, ${turn.names.join(', ')}` : text;
    return html`<button
      type="button"
      class="icon-button small"
      aria-label=${label}
      title=${label}
      ?disabled=${!turn}
      @click=${() => setDate(turn.day)}
    >
      ${icon(picture)}
    </button>`;
  }
}
customElements.define('tm-time', TimeStrip);

/** Years to write under the line: at most a dozen. */
function yearsOf({ from, to }) {
  const first = Number(from.slice(0, 4)) + 1,
    last = Number(to.slice(0, 4)),
    every = Math.max(1, Math.ceil((last - first) / 12));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter((year) => year % every === 0);
}
