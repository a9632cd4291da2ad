import { html, nothing, svg } from 'lit';
import { icon } from './icons.js';
import { numberText } from '../pure/format.js';
import { against, placeOn, scaleOf } from '../pure/measures.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

/** A bar against a target; how far over or under is said in words, and whether that is good. */
class Target extends PartElement {
  static properties = {
    label: {},
    value: { attribute: false },
    target: { attribute: false },
    unit: {},
    decimals: { type: Number },
    wanted: {},
    most: { attribute: false },
  };

  constructor() {
    super();
    this.label = '';
    this.unit = '';
    /** @type {any} */ this.decimals = undefined;
    /** @type {number | null} */ this.value = null;
    this.target = 0;
    /** @type {'more' | 'less'} which side is the good one */ this.wanted = 'more';
    /** @type {number | null} the end of the bar, where several are to be compared */ this.most = null;
  }

  render() {
    const t = words.target,
      text = (number) => t.amount(numberText(number, this.decimals), this.unit);
    const scale = this.most === null ? scaleOf([this.value, this.target]) : /** @type {[number, number]} */ ([0, this.most]),
      goal = placeOn(this.target, scale);
    const stand = this.value === null ? null : against(this.value, this.target, this.wanted);
    return html`<div class="target ${stand ? (stand.good ? 'is-good' : 'is-short') : 'is-none'}">
      <p class="target-line">
        <span class="target-label">${this.label}</span
        ><span class="target-value">${this.value === null ? words.stat.none : text(this.value)}</span>
      </p>
      <svg class="target-bar" aria-hidden="true">
        ${svg`
          <rect class="target-track" width="100%" height="8" y="4" rx="4"/>${
            this.value === null
              ? nothing
              : svg`<rect
            class="target-fill" width="${placeOn(this.value, scale)}%" height="8" y="4" rx="4"/>`
          }<line class="target-goal"
            x1="${goal}%" x2="${goal}%" y1="0" y2="16"/>
        `}
      </svg>
      <p class="target-words">
        ${stand ? icon(stand.good ? 'check' : 'warning') : null}<span
          >${
            stand ? t[stand.side](t.by(numberText(stand.by, this.decimals), this.unit), text(this.target)) : t.only(text(this.target))
          }</span
        >
      </p>
    </div>`;
  }
}
customElements.define('tm-target', Target);
