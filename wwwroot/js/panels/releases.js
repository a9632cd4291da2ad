import {html} from 'lit';
import {announce, sentenceOf, toast} from '../actions.js';
import {api} from '../api.js';
import {words} from '../density-words.js';
import {countText} from '../pure/format.js';
import {momentText} from '../pure/moments.js';
import {monthText} from '../pure/months.js';
import {standingOf} from '../pure/released.js';
import '../parts/dialog.js';
import {Asked} from './asked.js';
import {StateElement} from './element.js';
import {figureText} from './figure-text.js';
import {icon} from './icons.js';
import {problem, skeleton} from './states.js';

const t = words.releases;

/** What managers give out: the months released, what the next one would show, and the release itself, which cannot be taken back. Tells `made`. */
class Releases extends StateElement {
  static properties = {releases: {attribute: false}, isAsked: {state: true}, isSending: {state: true}, isLooking: {state: true}, failed: {state: true}};

  constructor() {
    super();
    /** @type {any} */ this.releases = null;
    this.preview = new Asked(this);
    this.isAsked = false;
    this.isSending = false;
    this.isLooking = false;
    this.failed = '';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.preview.clear();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('releases')) { this.preview.clear(); this.isLooking = false; }
    const month = this.releases?.next?.month;
    if (month && this.isLooking) this.preview.want(month, (signal) => api.releasePreview(month, signal));
  }

  render() {
    const {releases} = this, {next} = releases;
    return html`<section class="density-section releases" aria-labelledby="releases-title">
      <h3 class="section-title" id="releases-title">${t.title}</h3>
      <p class="note">${t.explain}</p>
      ${next?.month ? this.next(next) : html`<p class="note">${t.noNext}</p>`}
      ${this.list()}
      <p class="note">${t.audited}</p>
      ${this.isAsked ? this.dialog(next.month) : null}
    </section>`;
  }

  next({month, ready, why}) {
    const {status, value, problem: said} = this.preview;
    return html`<div class="next-release">
      <h4 class="section-title">${t.next(monthText(month))}</h4>
      ${ready ? null : html`<p class="callout warning">${icon('clock')}<span>${t.notReady}${why ? html` <span lang="en">${why}</span>` : null}</span></p>`}
      ${this.isLooking ? (status === 'failed' ? problem(t.previewFailed, said, () => this.preview.again()) : value ? this.shown(value) : skeleton(t.loading)) : null}
      ${this.failed ? problem(t.failed, this.failed) : null}
      <div class="section-ends">
        ${this.isLooking ? null : html`<button type="button" class="button" @click=${() => { this.isLooking = true; }}>${icon('eye')}${t.preview}</button>`}
        <button type="button" class="button primary" ?disabled=${!ready} @click=${() => { this.isAsked = true; }}>${icon('upload')}${t.publish(monthText(month))}</button></div>
    </div>`;
  }

  /** What the preview answers is drawn as directors would see it. */
  shown(value) {
    const groups = value.groups ?? [], {told, bounded, hidden} = standingOf(groups), isHidden = value.hidden ?? hidden;
    return html`<p class="told-first">${t.wouldShow(told, bounded, isHidden)}</p>
      ${groups.length > 0 ? html`<details class="numbers-below"><summary>${t.look}</summary><table class="figures-table"><thead><tr><th scope="col">${this.releases.layerName}</th><th scope="col" class="number">${t.figure}</th></tr></thead>
        <tbody>${groups.map((one) => html`<tr class="is-${one.state}"><th scope="row">${one.name || one.key}</th><td class="number">${one.state === 'hidden' ? icon('shield') : null}${figureText(one, 'count')}</td></tr>`)}</tbody></table></details>` : null}`;
  }

  list() {
    const {months} = this.releases;
    if (months.length === 0) return html`<p class="note">${t.none}</p>`;
    return html`<table class="figures-table"><caption class="visually-hidden">${t.listTitle}</caption><thead><tr><th scope="col">${t.month}</th><th scope="col" class="number">${t.cases}</th><th scope="col" class="number">${t.hidden}</th></tr></thead>
      <tbody>${months.slice().sort((a, b) => (a.month < b.month ? 1 : -1)).map((one) => html`<tr><th scope="row">${monthText(one.month)}<span class="area-detail">${t.madeBy(momentText(one.madeAt), one.by ?? '')}</span></th><td class="number">${one.cases === null || one.cases === undefined ? '' : countText(one.cases)}</td><td class="number">${one.hidden === null || one.hidden === undefined ? '' : countText(one.hidden)}</td></tr>`)}</tbody></table>`;
  }

  dialog(month) {
    return html`<tm-dialog heading=${t.ask(monthText(month))} action=${t.publishNow} danger .busy=${this.isSending} .content=${html`<p>${t.cannot}</p><p>${t.kept}</p>`} @act=${() => this.publish(month)} @closed=${() => { this.isAsked = false; }}></tm-dialog>`;
  }

  /** @param {string} month */
  async publish(month) {
    this.isSending = true;
    this.failed = '';
    try {
      await api.release(month);
      toast(t.done(monthText(month)));
      announce(t.done(monthText(month)));
      this.dispatchEvent(new CustomEvent('made', {bubbles: true}));
    } catch (error) {
      this.failed = sentenceOf(error);
    }
    this.isSending = false;
    /** @type {any} */ (this.querySelector('tm-dialog'))?.close();
  }
}
customElements.define('tm-releases', Releases);
