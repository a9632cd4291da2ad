import { html } from 'lit';
import { map } from '../../core/map-control.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { aboutText } from './about.js';
import { areaLayer, areaLayers, lookedAt, pictureNow, retryDensity } from './density.js';
import { words as t } from './words.js';
import { StateElement } from '../../frame/element.js';
import { listHead, listOf, listRow, provenance } from '../../frame/list.js';
import { wideButton } from '../../frame/wide.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { measureIn, measuresOf } from '../../pure/area-measures.js';
import { carriedOver } from '../../pure/case-filter.js';
import { densitiesFor, RADII, VIEWS } from '../../pure/density-link.js';
import { hexagonRows } from '../../pure/density-rows.js';
import { countText, dayText, numberText } from '../../pure/format.js';
import { momentDay } from '../../pure/moments.js';
import './filters.js';
import './key.js';
import './sheet.js';

const DENSEST = 5;

/** The sections that come when they are wanted. */
const LATE = {
  hotspots: () => import('./hotspots.js'),
  compare: () => import('./compare.js'),
  time: () => import('./time.js'),
  figures: () => import('./figures.js'),
  table: () => import('./table.js'),
  saved: () => import('./views.js'),
};

/** Where cases and events gather: what is counted, how it is shown, which of them; and in words what the picture on the map is of. */
class DensityPanel extends StateElement {
  static properties = { opened: { state: true } };

  get keys() {
    return ['density', 'caseFilter', 'city', 'me', 'densityOf', 'densityView', 'densityHow', 'layers', 'plan', 'wide'];
  }

  constructor() {
    super();
    /** @type {Set<string>} the folded sections that are open */ this.opened = new Set();
  }

  render() {
    const { me, city, caseFilter } = this.state;
    if (!me || !city.value) return skeleton(t.loading);
    const of = lookedAt(),
      ofs = densitiesFor(me.permissions);
    return html` ${listHead(
      t.title,
      this.state.density.about && of !== 'figures' ? (t[of] ?? t.cases).count(this.state.density.about.count) : null,
      of === 'figures' ? null : wideButton(),
    )}
    ${
      ofs.length > 1
        ? segments(
            'of',
            t.of,
            ofs.map((value) => ({ value, label: t.ofs[value] })),
            of,
            (value) => store.set({ densityOf: value, caseFilter: carriedOver(caseFilter) }),
          )
        : null
    }
    ${of === 'figures' ? this.late('figures', html`<tm-figures></tm-figures>`) : this.view(of)}`;
  }

  view(of) {
    const { densityView } = this.state;
    return html` ${segments(
        'view',
        t.view,
        VIEWS.map((value) => ({ value, label: t.views[value] })),
        densityView,
        (value) => store.set({ densityView: value }),
      )}
      ${densityView === 'surface' ? this.surfaceHow() : densityView === 'areas' ? this.areasHow() : null}
      <tm-density-filters></tm-density-filters>
      ${
        densityView === 'hotspots'
          ? this.late('hotspots', html`<tm-density-hotspots></tm-density-hotspots>`)
          : densityView === 'compare'
            ? this.late('compare', html`<tm-density-compare></tm-density-compare>`)
            : html`${this.picture(of)}${this.late('time', html`<tm-density-time></tm-density-time>`)}`
      }
      ${this.folded('saved', t.saved.title, html`<tm-density-views></tm-density-views>`)} ${this.origin(of)}`;
  }

  /** What comes late is asked for when it is first drawn. @param {keyof typeof LATE} name @param {any} content */
  late(name, content) {
    LATE[name]();
    return content;
  }

  /** @param {'table' | 'saved'} name @param {string} title @param {any} content */
  folded(name, title, content, isOpen = this.opened.has(name)) {
    return html`<details
      class="density-part"
      ?open=${isOpen}
      @toggle=${(event) => {
        if (event.target === event.currentTarget) this.fold(name, event.currentTarget.open);
      }}
    >
      <summary>${title}</summary>
      ${isOpen ? this.late(name, content) : null}
    </details>`;
  }

  fold(name, isOpen) {
    if (isOpen === this.opened.has(name)) return;
    this.opened = new Set(isOpen ? [...this.opened, name] : [...this.opened].filter((one) => one !== name));
  }

  how(change) {
    store.set({ densityHow: { ...this.state.densityHow, ...change } });
  }

  surfaceHow() {
    const { radius, per } = this.state.densityHow;
    return html`<div class="density-how">
      ${segments(
        'per',
        t.surface.per,
        Object.entries(t.surface.pers).map(([value, label]) => ({ value, label })),
        per,
        (value) => this.how({ per: value }),
        true,
      )}
      ${
        per === 'residents'
          ? html`<p class="note">${t.surface.radiusFixed}</p>`
          : segments(
              'radius',
              t.surface.radius,
              RADII.map((value) => ({ value: String(value), label: t.surface.radii[value] })),
              String(radius),
              (value) => this.how({ radius: Number(value) }),
              true,
            )
      }
    </div>`;
  }

  areasHow() {
    const { densityHow } = this.state,
      { areas } = pictureNow(),
      known = areaLayers(),
      now = areaLayer()?.key,
      groups = areas ?? [];
    const measures = areas ? measuresOf(groups) : [densityHow.measure],
      measure = areas ? measureIn(groups, densityHow.measure) : densityHow.measure;
    return html`<div class="density-how">
      <label class="field"
        ><span class="field-name">${t.areas.layer}</span
        ><select @change=${(event) => this.how({ on: event.target.value })}>
          ${known.map(({ key, name }) => html`<option value=${key} ?selected=${key === now}>${name}</option>`)}
        </select></label
      >
      ${segments(
        'measure',
        t.areas.measure,
        measures.map((value) => ({ value, label: t.areas.measures[value] })),
        measure,
        (value) => this.how({ measure: value }),
        true,
      )}
      ${areas && !measures.includes('rate') ? html`<p class="note">${t.areas.noResidents}</p>` : null}
    </div>`;
  }

  picture(of) {
    const { density, densityView: view, wide } = this.state,
      { about } = density;
    if (density.status === 'failed') return problem(t.failed, density.problem, retryDensity);
    if (!about || density.view !== view)
      return density.status === 'ready' ? empty('layers', t.areas.none, t.areas.noneHint) : skeleton(t.loading);
    if (about.count === 0) return empty(of === 'cases' ? 'cases' : 'calendar', t.none, t.noneHint);
    if (view === 'surface' && pictureNow().surface?.tooFew)
      return html`${empty('hexagon', t.surface.tooFew, t.surface.tooFewHint)}${this.about(about, view)}`;
    return html` ${this.about(about, view)} ${view === 'hexagons' && !wide ? this.densest() : null}
    ${this.folded('table', t.table.title, html`<tm-density-table></tm-density-table>`, wide || this.opened.has('table'))}`;
  }

  about(about, view) {
    const { densityHow, caseFilter } = this.state,
      { areas, residentsOf, surface } = pictureNow(),
      measure = measureIn(areas ?? [], densityHow.measure);
    const lines =
      {
        hexagons: [about.crs ? t.hexagons(about.crs) : null, t.held, t.white],
        surface: [surface ? `${t.surface.kernel(countText(surface.radiusFeet))}. ${t.surface.edge}` : null, t.held, t.surface.blankWhy],
        areas: [
          t.held,
          residentsOf && (measure === 'rate' || measure === 'smoothed')
            ? t.areas.residentsOf(residentsOf.measure, String(residentsOf.year ?? ''), residentsOf.source ?? '')
            : null,
          measure === 'smoothed' ? t.areas.smoothedWhy : null,
        ],
        points: [t.points.all, t.points.scale],
      }[view] ?? [];
    return aboutText(about, {
      takesSinks: caseFilter.sinks,
      isDensity: view !== 'points',
      lines,
      takeSinks: (on) => store.set({ caseFilter: { ...caseFilter, sinks: on } }),
    });
  }

  densest() {
    const { about } = this.state.density,
      { shapes } = pictureNow(),
      own = t[about.of] ?? t.cases;
    if (!shapes || shapes.list.length === 0) return null;
    return html`<h3 class="section-title">${t.densest}</h3>
      ${listOf(
        hexagonRows(shapes)
          .slice(0, DENSEST)
          .map((row) =>
            listRow({
              id: row.code,
              name: t.perMonth(numberText(row.density, 1)),
              detail: t.inHexagon(own.count(row.cases)),
              side: '',
              open: () => map.fly({ lon: row.lon, lat: row.lat, zoom: 14 }),
            }),
          ),
      )}`;
  }

  origin(of) {
    const { city, me } = this.state;
    return provenance([
      words.provenance.taken(momentDay(city.value?.taken?.[of])),
      of === 'cases' ? (words.cases.scope[me?.role] ?? null) : null,
      city.value ? t.asOf(dayText(this.state.date ?? city.value.today)) : null,
    ]);
  }
}

/**
 * One of a few, side by side.
 * @param {string} name
 * @param {string} label
 * @param {{value: string, label: string}[]} options
 * @param {string} value
 * @param {(value: string) => void} choose
 * @param {boolean} [isNamed] whether the label is seen
 */
const segments = (name, label, options, value, choose, isNamed = false) =>
  html` <fieldset class="density-choice density-${name}">
    <legend class=${isNamed ? 'field-name' : 'visually-hidden'}>${label}</legend>
    <div class="segments">
      ${options.map(
        (one) =>
          html`<label class="segment"
            ><input
              type="radio"
              name="density-${name}"
              value=${one.value}
              .checked=${one.value === value}
              @change=${() => choose(one.value)}
            /><span>${one.label}</span></label
          >`,
      )}
    </div>
  </fieldset>`;

customElements.define('tm-density', DensityPanel);
