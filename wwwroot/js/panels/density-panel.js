import {html} from 'lit';
import {lookedAt, retryDensity} from '../density.js';
import {words as densityWords} from '../density-words.js';
import {carriedOver, EVERYTHING, isEverything} from '../pure/case-filter.js';
import {DENSITY_BREAKS} from '../pure/classes.js';
import {densitiesFor, VIEWS} from '../pure/density-link.js';
import {countText, dayText, numberText, periodText} from '../pure/format.js';
import {latOf, lonOf} from '../pure/mercator.js';
import {momentDay} from '../pure/moments.js';
import {worldBox} from '../pure/shapes.js';
import {store} from '../state.js';
import {words} from '../words.js';
import '../parts/chips.js';
import '../parts/dates.js';
import '../parts/legend.js';
import {StateElement} from './element.js';
import {listHead, listOf, listRow, provenance} from './list.js';
import {empty, problem, skeleton} from './states.js';

const t = densityWords, DENSEST = 8;

/** The sections that come when they are wanted. */
const LATE = {hotspots: () => import('./density-hotspots.js'), compare: () => import('./density-compare.js'), time: () => import('./density-time.js'), figures: () => import('./figures-panel.js')};

/** Where cases gather: hexagons on the map, and here what their colours mean, of which cases they are, and the densest of them in words. */
class DensityPanel extends StateElement {
  get keys() { return ['density', 'caseFilter', 'city', 'me', 'densityOf', 'densityView', 'densityHow']; }

  render() {
    const {me} = this.state;
    if (!me) return skeleton(t.loading);
    const of = lookedAt(), ofs = densitiesFor(me.permissions);
    return html`
      ${listHead(t.title)}
      ${ofs.length > 1 ? this.segments('of', t.of, ofs.map((value) => ({value, label: t.ofs[value]})), of, (value) => store.set({densityOf: value, caseFilter: carriedOver(this.state.caseFilter)})) : null}
      ${of === 'figures' ? this.late('figures', html`<tm-figures></tm-figures>`) : this.view()}`;
  }

  view() {
    const {densityView} = this.state;
    return html`
      ${this.segments('view', t.view, VIEWS.map((value) => ({value, label: t.views[value]})), densityView, (value) => store.set({densityView: value}))}
      ${this.filters()}
      ${densityView === 'hotspots' ? this.late('hotspots', html`<tm-density-hotspots></tm-density-hotspots>`)
        : densityView === 'compare' ? this.late('compare', html`<tm-density-compare></tm-density-compare>`)
          : html`${this.picture()}${this.late('time', html`<tm-density-time></tm-density-time>`)}`}
      ${this.origin()}`;
  }

  /** What comes late is asked for when it is first drawn. @param {keyof typeof LATE} name @param {any} content */
  late(name, content) {
    LATE[name]();
    return content;
  }

  segments(name, label, options, value, choose) {
    return html`<fieldset class="segments density-${name}"><legend class="visually-hidden">${label}</legend>${options.map((one) => html`<label class="segment"><input type="radio" name="density-${name}" value=${one.value} .checked=${one.value === value} @change=${() => choose(one.value)}><span>${one.label}</span></label>`)}</fieldset>`;
  }

  filters() {
    const {density, caseFilter, city} = this.state;
    return html`
      <div class="filters">
        <tm-dates label=${t.period} today=${city.value?.today ?? ''} first=${caseFilter.first ?? ''} last=${caseFilter.last ?? ''} latest=${city.value?.today ?? ''} @choose=${(event) => this.narrow({first: event.detail.first, last: event.detail.last})}></tm-dates>
        <tm-chips label=${t.only} kind="one" .options=${Object.entries(t.states).map(([value, label]) => ({value, label}))} .value=${caseFilter.only} @choose=${(event) => this.narrow({only: event.detail.value})}></tm-chips>
        ${density.kinds?.length ? html`<tm-chips label=${t.kinds} kind="many" .options=${density.kinds.map(({key, cases}) => ({value: key, label: key, count: cases}))} .value=${caseFilter.kinds} @choose=${(event) => this.narrow({kinds: event.detail.value})}></tm-chips>` : null}
        ${isEverything(caseFilter) ? null : html`<button type="button" class="link" @click=${() => store.set({caseFilter: EVERYTHING})}>${t.clear}</button>`}
      </div>`;
  }

  picture() {
    const {density} = this.state, {about} = density;
    return density.status === 'failed' ? problem(t.failed, density.problem, retryDensity)
      : !about ? skeleton(t.loading)
        : about.cases === 0 ? empty('cases', t.none, t.noneHint) : this.numbers();
  }

  numbers() {
    const {about, shapes} = this.state.density;
    const densest = shapes.list.slice().sort((a, b) => b.properties.cases - a.properties.cases).slice(0, DENSEST);
    return html`
      <tm-legend heading=${t.cases} unit=${t.unit} kind="sequential" .breaks=${DENSITY_BREAKS}></tm-legend>
      <ul class="facts-short">
        ${about.from ? html`<li>${t.opened(periodText(about.from, about.to), numberText(about.months, 1))}</li>` : null}
        ${about.outside > 0 ? html`<li>${t.outside(countText(about.outside), numberText(100 * about.outside / about.cases, 1))}</li>` : null}
        <li>${t.white}</li>
        <li>${t.hexagons(about.crs)}</li>
      </ul>
      <p class="callout"><span>${t.report}</span></p>
      <h3 class="section-title">${t.densest}</h3>
      ${listOf(densest.map((one) => listRow({
        id: one.code, name: t.perMonth(numberText(one.properties.density, 1)), detail: t.inAll(one.properties.cases), side: '', open: () => this.show(one),
      })))}`;
  }

  narrow(change) { store.set({caseFilter: {...this.state.caseFilter, ...change}}); }

  show(hexagon) {
    const [left, top, right, bottom] = worldBox(this.state.density.shapes, hexagon);
    store.set({goTo: {lon: lonOf((left + right) / 2), lat: latOf((top + bottom) / 2), zoom: 14}});
  }

  origin() {
    const {city, me} = this.state;
    return provenance([words.provenance.taken(momentDay(city.value?.taken?.cases)), words.cases.scope[me?.role] ?? null, city.value ? t.asOf(dayText(city.value.today)) : null]);
  }
}
customElements.define('tm-density', DensityPanel);
