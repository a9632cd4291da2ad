import { html } from 'lit';
import { PartElement } from '../parts/element.js';
import '../parts/line.js';
import '../parts/stat.js';
import '../parts/target.js';
import '../parts/tip.js';
import { daysFrom, wander } from './data.js';
import { section, state } from './section.js';

const WEEKS = daysFrom('2025-12-01', 52, 7),
  VISITS = wander(3, 52, 42),
  CASES = wander(11, 52, 30),
  EVENTS = wander(19, 52, 12);
const GAPS = { label: 'Visits', values: VISITS.values.map((value, i) => (i > 18 && i < 26 ? null : value)) };

class GalleryNumbers extends PartElement {
  render() {
    return html` ${section(
      'stat',
      'Stat',
      html`<div class="states narrow">
        ${state(
          'A value',
          html`<tm-stat
            label="Answered within a week"
            unit="%"
            decimals="1"
            .value=${42.5}
            .low=${38.2}
            .high=${46.9}
            .counted=${512}
            .whole=${1204}
            whole-name="requests"
            first="2026-01-01"
            last="2026-06-30"
            .scale=${[0, 100]}
          ></tm-stat>`,
        )}
        ${state(
          'A true zero',
          html`<tm-stat
            label="Complaints upheld"
            unit="%"
            decimals="1"
            .value=${0}
            .low=${0}
            .high=${0.3}
            .counted=${0}
            .whole=${1204}
            whole-name="requests"
            first="2026-01-01"
            last="2026-06-30"
          ></tm-stat>`,
        )}
        ${state(
          'Unstable',
          html`<tm-stat
            label="Visits that led to a case"
            unit="%"
            decimals="1"
            .value=${28.6}
            .low=${8.4}
            .high=${58.1}
            .counted=${4}
            .whole=${14}
            whole-name="visits"
            standing="unstable"
            first="2026-01-01"
            last="2026-06-30"
            .scale=${[0, 100]}
          ></tm-stat>`,
        )}
        ${state(
          'Hidden',
          html`<tm-stat label="People at home alone" standing="suppressed" first="2026-01-01" last="2026-06-30"></tm-stat>`,
        )}
        ${state('No data', html`<tm-stat label="Events held" first="2026-01-01" last="2026-06-30"></tm-stat>`)}
        ${state('A bare number', html`<tm-stat label="Open cases" .value=${18204}></tm-stat>`)}
      </div>`,
    )}
    ${section(
      'target',
      'Target',
      html`<div class="states narrow">
        ${state('Under', html`<tm-target label="Answered within a week" unit="%" .value=${68} .target=${80} .most=${100}></tm-target>`)}
        ${state('Over, and good', html`<tm-target label="Visits held" .value=${1330} .target=${1200}></tm-target>`)}
        ${state(
          'Over, and not good',
          html`<tm-target label="Days until an answer" unit="days" decimals="1" .value=${6.4} .target=${5} wanted="less"></tm-target>`,
        )}
        ${state('On it', html`<tm-target label="Turfs with a backup" .value=${12} .target=${12}></tm-target>`)}
        ${state('No data', html`<tm-target label="Events held" .target=${40}></tm-target>`)}
      </div>`,
    )}
    ${section(
      'line',
      'Line',
      html`<div class="states">
        ${state(
          'One line with its interval',
          html`<tm-line heading="Visits" unit="per week" .days=${WEEKS} .series=${[{ label: 'Visits', ...VISITS }]}></tm-line>`,
        )}
        ${state(
          'Three lines',
          html`<tm-line
            heading="What was done"
            unit="per week"
            .days=${WEEKS}
            .series=${[
              { label: 'Visits', values: VISITS.values },
              { label: 'Cases', values: CASES.values },
              { label: 'Events', values: EVENTS.values },
            ]}
          ></tm-line>`,
        )}
        ${state('With a gap', html`<tm-line heading="Visits counted" .days=${WEEKS} .series=${[GAPS]}></tm-line>`)}
        ${state('No data', html`<tm-line heading="Visits of a new turf" .days=${[]} .series=${[]}></tm-line>`)}
      </div>`,
    )}
    ${section(
      'tip',
      'Tip',
      html`<p class="row">
        <tm-tip text="The share of requests that had an answer within seven days of the day they came in."
          ><button type="button" class="button">Answered within a week</button></tm-tip
        >
        <span class="tip-line"
          >Fair share
          <tm-tip
            label="What is a fair share?"
            text="The workload a liaison would have if it were divided by hours: neither more nor less than others."
          ></tm-tip
        ></span>
      </p>`,
    )}`;
  }
}
customElements.define('tm-gallery-numbers', GalleryNumbers);
