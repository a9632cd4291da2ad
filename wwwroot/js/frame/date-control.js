import { html } from 'lit';
import { setDate } from '../core/actions.js';
import { dayShown } from '../core/selectors.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';
import { dayText, isDay } from '../pure/format.js';
import { presetsFor } from '../pure/presets.js';

/** The day everything is shown for: a button that opens presets and a date field. */
class DateControl extends StateElement {
  static properties = { problem: { state: true } };

  get keys() {
    return ['city', 'date', 'layers', 'plan'];
  }

  render() {
    const t = words.date,
      { city, date, layers, plan } = this.state;
    if (!city.value)
      return html`<button class="button date" type="button" disabled>${icon('calendar')}<span class="date-text">${t.today}</span></button>`;
    const presets = presetsFor(city.value.today, date === null ? (this.plan = plan.value) : (this.plan ?? null), layers.list, t.presets);
    return html` <button
        class="button date ${date ? 'is-past' : ''}"
        type="button"
        popovertarget="date-choice"
        aria-label=${t.label(dayShown(), date === null)}
      >
        ${icon('calendar')}<span class="date-text">${date ? dayText(date) : t.today}</span
        ><span class="only-printed">${dayText(dayShown())}</span>${icon('down')}
      </button>
      <div id="date-choice" class="popover" popover role="dialog" aria-label=${t.heading} @toggle=${this.toggled}>
        <h2 class="popover-title">${t.heading}</h2>
        <p class="note">${t.explain}</p>
        <ul class="choices">
          ${presets.map(
            (preset) =>
              html` <li>
                <button
                  type="button"
                  class="choice"
                  aria-pressed=${preset.day === date ? 'true' : 'false'}
                  @click=${() => this.take(preset.day)}
                >
                  <span>${preset.label}</span
                  ><span class="choice-detail">${dayText(preset.day ?? city.value.today)}</span
                  >${preset.day === date ? icon('check') : null}
                </button>
              </li>`,
          )}
        </ul>
        <form class="field-row" @submit=${this.submit} novalidate>
          <label class="field grow"
            ><span class="field-name">${t.choose}</span
            ><input type="date" name="day" .value=${dayShown()} aria-describedby="date-problem" required
          /></label>
          <button class="button primary" type="submit">${t.apply}</button>
        </form>
        <p id="date-problem" class="problem-text" ?hidden=${!this.problem}>${this.problem}</p>
      </div>`;
  }

  toggled(event) {
    this.problem = null;
    if (event.newState === 'open') /** @type {HTMLElement | null} */ (this.querySelector('.choice[aria-pressed="true"], .choice'))?.focus();
  }

  submit(event) {
    event.preventDefault();
    const day = String(new FormData(event.target).get('day') ?? '');
    if (isDay(day)) this.take(day);
    else this.problem = words.date.bad;
  }

  take(day) {
    setDate(day);
    /** @type {HTMLElement | null} */ (this.querySelector('#date-choice'))?.hidePopover();
  }
}
customElements.define('tm-date', DateControl);
