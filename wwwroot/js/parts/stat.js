import { html, svg } from 'lit';
import { icon } from './icons.js';
import { countText, dayText, numberText } from '../pure/format.js';
import { placeOn, scaleOf, standingOf } from '../pure/measures.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

const PICTURE = /** @type {const} */ ({ zero: 'check', unstable: 'warning', suppressed: 'shield', none: 'info' });

/** A number with all that makes it honest: what it is of, between what it lies, for which time; and why, where there is none. */
class Stat extends PartElement {
  static properties = {
    label: {},
    value: { attribute: false },
    unit: {},
    decimals: { type: Number },
    low: { attribute: false },
    high: { attribute: false },
    counted: { attribute: false },
    whole: { attribute: false },
    wholeName: { attribute: 'whole-name' },
    first: {},
    last: {},
    standing: {},
    scale: { attribute: false },
  };

  constructor() {
    super();
    this.label = '';
    this.unit = '';
    /** @type {any} */ this.decimals = undefined;
    this.wholeName = '';
    this.first = '';
    this.last = '';
    /** @type {number | null} */ this.value = null;
    /** @type {number | null} */ this.low = null;
    /** @type {number | null} */ this.high = null;
    /** @type {number | null} */ this.counted = null;
    /** @type {number | null} */ this.whole = null;
    // Given where the number itself does not say it: few cases, hidden.
    /** @type {import('../pure/measures.js').Standing | ''} */ this.standing = '';
    /** @type {[number, number] | null} ends of the line, where several are to be compared */ this.scale = null;
  }

  render() {
    const t = words.stat,
      standing = standingOf(this.value, /** @type {any} */ (this.standing)),
      isNumber = standing === 'value' || standing === 'zero' || standing === 'unstable';
    const text = (number) => numberText(number, this.decimals),
      hasInterval = isNumber && this.low !== null && this.high !== null;
    return html`<div class="stat is-${standing}">
      <p class="stat-label">${this.label}</p>
      <p class="stat-value">
        ${
          isNumber
            ? html`<span class="stat-number">${text(this.value)}</span
                >${this.unit ? html` <span class="stat-unit">${this.unit}</span>` : null}`
            : html`<span class="stat-word">${icon(PICTURE[standing])}${t[standing]}</span>`
        }
        ${
          standing === 'zero' || standing === 'unstable'
            ? html`<span class="stat-standing">${icon(PICTURE[standing])}${t[standing]}</span>`
            : null
        }
      </p>
      ${
        hasInterval
          ? html`${this.interval()}
              <p class="stat-between">${t.between(text(this.low), text(this.high))}</p>`
          : null
      }
      ${
        standing === 'value'
          ? null
          : html`<p class="stat-why">
              ${standing === 'zero' && this.whole ? t.whyZero(countText(this.whole), this.wholeName) : t.why[standing]}
            </p>`
      }
      ${
        (standing === 'value' || standing === 'unstable') && this.counted !== null && this.whole !== null
          ? html`<p class="stat-part">${t.part(countText(this.counted), countText(this.whole), this.wholeName)}</p>`
          : null
      }
      ${this.first ? html`<p class="stat-period">${t.period(dayText(this.first), dayText(this.last))}</p>` : null}
    </div>`;
  }

  interval() {
    const scale = this.scale ?? scaleOf([this.low, this.high, this.value]),
      at = (number) => `${placeOn(number, scale)}%`;
    return html`<svg class="stat-line" aria-hidden="true">
      ${svg`
        <line class="stat-track" x1="0" x2="100%" y1="8" y2="8"/>
        <line class="stat-range" x1=${at(this.low)} x2=${at(this.high)} y1="8" y2="8"/>
        <circle class="stat-dot" cx=${at(this.value)} cy="8" r="5"/>
      `}
    </svg>`;
  }
}
customElements.define('tm-stat', Stat);
