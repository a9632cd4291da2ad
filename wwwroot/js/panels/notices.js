import {html} from 'lit';
import {setDate} from '../actions.js';
import {loadCity, retryShapes} from '../loading.js';
import {dayText, listText} from '../pure/format.js';
import {shared} from '../shared-words.js';
import {store} from '../state.js';
import {words} from '../words.js';
import {StateElement} from './element.js';
import {icon} from './icons.js';
import {told} from '../parts/told.js';

/** What must not be overlooked, over the map: another date, no connection, a city that did not open, lines that did not come. */
class Notices extends StateElement {
  get keys() { return ['date', 'online', 'city', 'shapes', 'toast', 'layers']; }

  render() {
    const {date, online, city, toast, shapes, layers} = this.state, t = words.problems;
    const failed = Object.entries(shapes).filter(([, entry]) => entry.status === 'failed');
    const name = (key) => (key === 'turfs' ? words.layers.turfs : layers.list.find((layer) => layer.key === key)?.name ?? key);
    if (toast && toast !== this.timed) this.time(toast);
    const busy = city.status === 'loading' || layers.status === 'loading' || Object.values(shapes).some((entry) => entry.status === 'loading');
    return html`<div class="busy" ?hidden=${!busy} aria-hidden="true"></div><div class="notices">
      ${city.status === 'failed' ? this.notice('danger', 'warning', html`<strong>${t.city}.</strong> ${told(city.problem)}`, t.retry, loadCity)
        : !online ? this.notice('danger', 'away', html`<strong>${t.offlineTitle}.</strong> ${shared.problems.offline}`, t.retry, loadCity)
          : failed.length > 0 ? this.notice('danger', 'warning', html`<strong>${t.areas(listText(failed.map(([key]) => name(key))))}</strong> ${told(failed[0][1].problem)}`, t.retry, retryShapes) : null}
      ${date ? this.notice('past', 'calendar', words.date.notToday(dayText(date)), words.date.back, () => setDate(null)) : null}
      ${toast ? html`<div class="toast ${toast.kind}">${icon(toast.kind === 'problem' ? 'warning' : 'check')}<span>${told(toast.text)}</span>
        ${toast.undo ? html`<button type="button" class="button small" @click=${() => { store.set({toast: null}); toast.undo.act(); }}>${toast.undo.text}</button>` : null}
        <button type="button" class="icon-button small" aria-label=${t.dismiss} @click=${() => store.set({toast: null})}>${icon('close')}</button></div>` : null}
    </div>`;
  }

  notice(kind, picture, text, action, act) {
    return html`<div class="notice ${kind}" role=${kind === 'danger' ? 'alert' : 'note'}>${icon(picture)}<p>${text}</p><button type="button" class="button small" @click=${() => act()}>${action}</button></div>`;
  }

  time(toast) {
    this.timed = toast;
    setTimeout(() => { if (store.get().toast === toast && !this.querySelector('.toast:hover, .toast:focus-within')) store.set({toast: null}); }, toast.kind === 'problem' || toast.undo ? 12000 : 5000);
  }
}
customElements.define('tm-notices', Notices);
