import { html } from 'lit';
import { setDate } from '../core/actions.js';
import { loadCity } from '../core/loading.js';
import { endToast } from '../core/notices.js';
import { retryOutlines } from '../core/outlines.js';
import { shared } from '../core/shared-words.js';
import { words } from '../core/words.js';
import { StateElement } from './element.js';
import { icon } from '../parts/icons.js';
import { message } from '../parts/message.js';
import { dayText, listText } from '../pure/format.js';
import '../parts/toasts.js';

/** What must not be overlooked, over the map: another date, no connection, a city that did not open, lines that did not come. */
class Notices extends StateElement {
  get keys() {
    return ['date', 'online', 'city', 'shapes', 'toasts', 'layers'];
  }

  render() {
    const { date, online, city, toasts, shapes, layers } = this.state,
      t = words.problems;
    const failed = Object.entries(shapes).filter(([, entry]) => entry.status === 'failed');
    const name = (key) => (key === 'turfs' ? words.layers.turfs : (layers.list.find((layer) => layer.key === key)?.name ?? key));
    const busy =
      city.status === 'loading' || layers.status === 'loading' || Object.values(shapes).some((entry) => entry.status === 'loading');
    return html`<div class="busy" ?hidden=${!busy} aria-hidden="true"></div>
      <div class="notices">
        ${
          city.status === 'failed'
            ? this.notice('danger', 'warning', html`<strong>${t.city}.</strong> ${message(city.problem)}`, t.retry, loadCity)
            : !online
              ? this.notice('danger', 'away', html`<strong>${t.offlineTitle}.</strong> ${shared.problems.offline}`, t.retry, loadCity)
              : failed.length > 0
                ? this.notice(
                    'danger',
                    'warning',
                    html`<strong>${t.areas(listText(failed.map(([key]) => name(key))))}</strong> ${message(failed[0][1].problem)}`,
                    t.retry,
                    retryOutlines,
                  )
                : null
        }
        ${date ? this.notice('past', 'calendar', words.date.notToday(dayText(date)), words.date.back, () => setDate(null)) : null}
        <tm-toasts
          .toasts=${toasts}
          @undo=${(event) => endToast(event.detail.key, { undo: true })}
          @gone=${(event) => endToast(event.detail.key)}
        ></tm-toasts>
      </div>`;
  }

  notice(kind, picture, text, action, act) {
    return html`<div class="notice ${kind}" role=${kind === 'danger' ? 'alert' : 'note'}>
      ${icon(picture)}
      <p>${text}</p>
      <button type="button" class="button small" @click=${() => act()}>${action}</button>
    </div>`;
  }
}
customElements.define('tm-notices', Notices);
