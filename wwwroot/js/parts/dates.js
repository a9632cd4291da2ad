import { html, nothing } from 'lit';
import { icon } from './icons.js';
import { dayText } from '../pure/format.js';
import { daysIn, periodsAt, presetOf, whyNoPeriod } from '../pure/periods.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';
import { placeBeside } from './popover.js';

/** A period: the usual ones, or one's own. Both days are within it. Emits `choose` {first, last, preset}. */
class Dates extends PartElement {
  static properties = { label: {}, first: {}, last: {}, today: {}, earliest: {}, latest: {}, why: { state: true } };

  constructor() {
    super();
    this.label = '';
    this.first = '';
    this.last = '';
    this.today = '';
    this.earliest = '';
    this.latest = '';
    /** @type {any} */ this.why = null;
  }

  render() {
    const t = words.dates,
      id = this.uid,
      period = { first: this.first, last: this.last },
      preset = presetOf(period, this.today),
      text = this.first ? t.period(dayText(this.first), dayText(this.last)) : t.none;
    return html` <button
        type="button"
        class="button dates-button"
        popovertarget="${id}-choice"
        aria-label=${t.button(this.label, preset ? t.presets[preset] : '', text)}
      >
        ${icon('calendar')}<span>${preset ? t.presets[preset] : text}</span>${icon('down')}
      </button>
      <div id="${id}-choice" class="popover part-popover" popover role="dialog" aria-label=${this.label} @toggle=${this.opened}>
        <h2 class="popover-title">${this.label}</h2>
        <ul class="choices">
          ${periodsAt(this.today).map(
            (one) =>
              html`<li>
                <button type="button" class="choice" aria-pressed=${one.key === preset ? 'true' : 'false'} @click=${() => this.take(one)}>
                  <span>${t.presets[one.key]}</span><span class="choice-detail">${t.period(dayText(one.first), dayText(one.last))}</span>
                </button>
              </li>`,
          )}
        </ul>
        <form class="dates-own" method="post" novalidate @submit=${this.submit}>
          ${this.field('first', t.first, this.first)}${this.field('last', t.last, this.last)}
          <p class="problem-text" id="${id}-problem" role="alert" ?hidden=${!this.why}>
            ${this.why ? t.problems[this.why.what](dayText(this.why.at === 'first' ? this.earliest : this.latest)) : ''}
          </p>
          <button class="button primary wide" type="submit">${t.apply}</button>
        </form>
      </div>`;
  }

  field(name, label, value) {
    const isBad = this.why?.at === name;
    return html`<label class="field"
      ><span class="field-name">${label}</span
      ><input
        type="date"
        name=${name}
        .value=${value}
        min=${this.earliest || nothing}
        max=${this.latest || nothing}
        aria-invalid=${isBad ? 'true' : nothing}
        aria-describedby=${isBad ? `${this.uid}-problem` : nothing}
    /></label>`;
  }

  opened(event) {
    if (event.newState !== 'open') return;
    this.why = null;
    placeBeside(event.target, /** @type {Element} */ (this.querySelector('.dates-button')), 'start');
    /** @type {HTMLElement | null} */ (this.querySelector('.choice[aria-pressed="true"]') ?? this.querySelector('.choice'))?.focus();
  }

  async submit(event) {
    event.preventDefault();
    const fields = new FormData(event.target),
      first = String(fields.get('first')),
      last = String(fields.get('last'));
    this.why = whyNoPeriod(first, last, { earliest: this.earliest, latest: this.latest });
    if (this.why) await this.focusOn(`[name="${this.why.at}"]`);
    else this.take({ first, last });
  }

  take({ first, last }) {
    Object.assign(this, { first, last });
    /** @type {HTMLElement | null} */ (this.querySelector('[popover]'))?.hidePopover();
    this.emit('choose', { first, last, preset: presetOf({ first, last }, this.today), days: daysIn({ first, last }) });
  }
}
customElements.define('tm-dates', Dates);
