import {html} from 'lit';
import {lookUp, openItem} from '../actions.js';
import {readOn} from '../lists.js';
import {nearestFirst} from '../pure/distance.js';
import {dayText, metresText} from '../pure/format.js';
import {momentDay} from '../pure/moments.js';
import {byNature, matching} from '../pure/table.js';
import {languageText} from '../pure/tongues.js';
import {store} from '../state.js';
import {words} from '../words.js';
import {StateElement} from './element.js';
import {icon} from './icons.js';
import {backTo, countLine, factList, findBox, listHead, listOf, listRow, provenance} from './list.js';
import {hideMarks, showMarks} from './marks.js';
import {empty, problem, skeleton} from './states.js';

const FIRST = 100;

/** The organisations that can help: by name, language or service, the nearest first. */
class PartnersPanel extends StateElement {
  static properties = {order: {state: true}, all: {state: true}};

  get keys() { return ['lists', 'find', 'item', 'place', 'view', 'city', 'me']; }

  constructor() {
    super();
    this.order = 'near';
    this.all = false;
  }

  /** The place looked up, else the middle of the map. */
  get from() { return this.state.place ?? this.state.view; }

  get found() {
    const {lists, find} = this.state;
    const rows = matching(lists.partners.rows, find, (one) => [one.name, one.kind, one.address, ...(one.services ?? []), ...(one.languages ?? []).map((code) => languageText(code))].filter(Boolean).join(' '));
    return this.order === 'near' ? nearestFirst(rows, this.from) : nearestFirst(rows, null).sort((a, b) => byNature(a.name, b.name));
  }

  render() {
    const t = words.partners, {lists, item} = this.state, list = lists.partners;
    if (!list || (list.status === 'loading' && list.rows.length === 0)) return skeleton(t.loading);
    if (list.status === 'failed' && list.rows.length === 0) return problem(t.failed, list.problem, () => readOn('partners'));
    if (list.rows.length === 0) return empty('partners', t.none, t.noneHint);
    const open = list.rows.find((one) => one.id === item);
    return html`${open ? this.one(open) : this.list(list)}${provenance([words.provenance.taken(momentDay(this.state.city.value?.taken?.partners))])}`;
  }

  list(list) {
    const t = words.partners, {found} = this, shown = this.all ? found : found.slice(0, FIRST);
    const choice = (key, text) => html`<button type="button" class="choice-chip" aria-pressed=${this.order === key ? 'true' : 'false'} @click=${() => { this.order = key; }}>${text}</button>`;
    return html`
      ${listHead(t.title, countLine(found.length, list.rows.length, t.count))}
      ${findBox(t.find)}
      <div class="chip-row" role="group" aria-label=${t.order}>${choice('near', this.state.place ? t.nearPlace : t.nearMap)}${choice('name', t.byName)}</div>
      ${found.length === 0 ? html`<p class="note">${words.layers.noMatch(this.state.find)}</p>` : listOf(shown.map((one) => listRow({
        id: one.id, name: one.name, detail: [one.kind, (one.languages ?? []).map((code) => languageText(code)).join(', ')].filter(Boolean).join(' · '),
        side: this.order === 'near' && one.metres !== null && one.metres !== undefined ? metresText(one.metres) : null, open: () => openItem(one.id),
      })))}
      ${found.length > shown.length ? html`<button type="button" class="button wide" @click=${() => { this.all = true; }}>${words.list.all(found.length)}</button>` : null}`;
  }

  one(one) {
    const t = words.partners;
    return html`
      ${backTo(t.back)}
      <h2 class="item-title">${one.name}</h2>
      <p class="chip-row">${one.kind ? html`<span class="chip">${one.kind}</span>` : null}${(one.languages ?? []).map((code) => html`<span class="chip quiet">${languageText(code)}</span>`)}</p>
      <ul class="facts">
        ${one.phone ? html`<li>${icon('phone')}<span class="visually-hidden">${words.place.phone}: </span><a href="tel:${one.phone.replace(/[^+\d]/g, '')}">${one.phone}</a></li>` : null}
        ${one.hours ? html`<li>${icon('clock')}<span class="visually-hidden">${words.place.hours}: </span>${one.hours}</li>` : null}
        ${one.address ? html`<li>${icon('pin')}<span class="visually-hidden">${t.address}: </span>${one.address}</li>` : null}
      </ul>
      ${factList([[t.services, (one.services ?? []).join(', ')], [t.serviceArea, one.serviceArea], [t.accessible, one.accessible], [t.verified, one.verifiedOn ? dayText(one.verifiedOn) : t.neverVerified]])}
      ${one.place ? html`<div class="actions"><button type="button" class="button" @click=${() => lookUp(one.place, {move: true})}>${icon('pin')}${t.whoCovers}</button></div>` : html`<p class="note">${t.noPlace}</p>`}`;
  }

  updated() { showMarks(this, this.state.lists.partners?.rows ? this.found : [], this.state.item); }

  disconnectedCallback() {
    super.disconnectedCallback();
    hideMarks(this);
  }
}
customElements.define('tm-partners', PartnersPanel);
