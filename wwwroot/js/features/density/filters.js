import { html, nothing } from 'lit';
import { api } from '../../core/api.js';
import { store } from '../../core/store.js';
import { lookedAt, showFacets } from './density.js';
import { facetText } from './drawings.js';
import { words as t } from './words.js';
import { StateElement } from '../../frame/element.js';
import { panelResource } from '../../frame/panel-resource.js';
import { EVERYTHING, inForce, isEverything, without } from '../../pure/case-filter.js';
import { areaTitle, dayText } from '../../pure/format.js';
import '../../parts/chips.js';
import '../../parts/combobox.js';
import '../../parts/dates.js';

const f = t.filters,
  MANY = 6;
const FACETS = /** @type {const} */ ([
  ['status', 'statuses'],
  ['language', 'languages'],
  ['agency', 'agencies'],
]);

/** Which cases, or events, are counted. What is in force stands together, each to be taken off; the rest is opened when it is wanted. */
class DensityFilters extends StateElement {
  static properties = { isWhole: { state: true }, layer: { state: true }, isOpen: { state: true } };

  get keys() {
    return ['caseFilter', 'densityFacets', 'densityOf', 'city', 'me', 'layers', 'plan', 'date'];
  }

  constructor() {
    super();
    this.isWhole = false; // all kinds, not only the most
    this.isOpen = false;
    /** @type {string | null} the layer whose areas are offered */ this.layer = null;
    /** @type {Map<string, import('../../core/resource.js').Resource<any[]>>} layer and day -> its areas */ this.codes = new Map();
  }

  render() {
    const { caseFilter: filter, city } = this.state,
      of = lookedAt(),
      today = city.value?.today ?? '',
      chosen = this.chosen();
    return html` <div class="filters">
      <div class="filter-row">
        ${
          today
            ? html`<tm-dates
                label=${t[of === 'events' ? 'events' : 'cases'].period}
                today=${today}
                first=${filter.first ?? ''}
                last=${filter.last ?? ''}
                latest=${of === 'cases' ? today : ''}
                @choose=${({ detail }) => this.narrow({ first: detail.first, last: detail.last })}
              ></tm-dates>`
            : null
        }
        ${
          isEverything(filter)
            ? null
            : html`<button type="button" class="link" @click=${() => store.set({ caseFilter: EVERYTHING })}>${f.clear}</button>`
        }
      </div>
      ${
        chosen.length > 0
          ? html`<tm-chips
              label=${f.inForce}
              kind="removable"
              .options=${chosen}
              @remove=${({ detail }) => store.set({ caseFilter: without(filter, detail.value) })}
            ></tm-chips>`
          : null
      }
      ${
        of === 'cases'
          ? html`<tm-chips
              label=${f.state}
              kind="one"
              .options=${Object.entries(f.states).map(([value, label]) => ({ value, label }))}
              .value=${filter.only}
              @choose=${({ detail }) => this.narrow({ only: detail.value })}
            ></tm-chips>`
          : null
      }
      ${this.kinds(of)}
      <details
        class="more-filters"
        ?open=${this.isOpen}
        @toggle=${(event) => {
          if (event.target === event.currentTarget) this.open(event.currentTarget.open);
        }}
      >
        <summary>${f.more}</summary>
        ${this.isOpen ? this.more(of) : null}
      </details>
    </div>`;
  }

  /** Counts of facets nobody sees are not asked for. */
  open(isOpen) {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    showFacets(isOpen ? (lookedAt() === 'cases' ? ['kind', 'status', 'language', 'agency'] : ['kind', 'status', 'language']) : ['kind']);
  }

  groups(facet) {
    const { densityFacets } = this.state;
    return densityFacets.of === lookedAt() ? (densityFacets.groups[facet] ?? []) : [];
  }

  kinds(of) {
    const { kinds } = this.state.caseFilter,
      groups = this.groups('kind').filter(({ key }) => key !== '');
    if (groups.length === 0) return null;
    const shown = this.isWhole || groups.length <= MANY + 2 ? groups : groups.filter(({ key }, i) => i < MANY || kinds.includes(key));
    return html`<tm-chips
        label=${t[of].kinds}
        kind="many"
        .options=${shown.map(({ key, cases }) => ({ value: key, label: key, count: cases }))}
        .value=${kinds}
        @choose=${({ detail }) => this.narrow({ kinds: detail.value })}
      ></tm-chips>
      ${
        groups.length > MANY + 2
          ? html`<button
              type="button"
              class="link"
              aria-expanded=${this.isWhole ? 'true' : 'false'}
              @click=${() => {
                this.isWhole = !this.isWhole;
              }}
            >
              ${this.isWhole ? f.fewer : f.showAll(groups.length)}
            </button>`
          : null
      }`;
  }

  more(of) {
    const { caseFilter: filter, plan, layers } = this.state,
      turfs = plan.turfs ?? [];
    const people = new Map(
      turfs.flatMap((turf) => (turf.lead?.id ? [[String(turf.lead.id), { value: String(turf.lead.id), label: turf.lead.name }]] : [])),
    );
    const one = (label, options, value, choose) =>
      options.length > 0
        ? html`<tm-combobox
            label=${label}
            .options=${options}
            .value=${options.find((option) => option.value === value) ?? null}
            @choose=${({ detail }) => choose(detail.value)}
          ></tm-combobox>`
        : null;
    const known = layers.list.filter((layer) => layer.inForce && layer.use !== 'context'),
      layer = this.layer ?? filter.area?.split(':')[0] ?? known[0]?.key ?? '';
    return html` ${FACETS.filter(([facet]) => of === 'cases' || facet !== 'agency').map(([facet, name]) => this.facet(facet, name))}
    ${one(
      f.turf,
      turfs.map(({ code, name }) => ({ value: code, label: name })),
      filter.turf,
      (turf) => this.narrow({ turf }),
    )}
    ${of === 'cases' ? one(f.liaison, [...people.values()], filter.liaison, (liaison) => this.narrow({ liaison })) : null}
    ${
      known.length > 0
        ? html`<label class="field"
              ><span class="field-name">${f.areaLayer}</span
              ><select
                .value=${layer}
                @change=${(event) => {
                  this.layer = event.target.value;
                }}
              >
                ${known.map(({ key, name }) => html`<option value=${key} ?selected=${key === layer}>${name}</option>`)}
              </select></label
            >
            ${this.areas(layer, one)}`
        : null
    }`;
  }

  facet(facet, name) {
    const groups = this.groups(facet).filter(({ key }) => key !== '');
    if (groups.length === 0) return nothing;
    return html`<div>
      <p class="field-name">${f[facet]}</p>
      <tm-chips
        label=${f[facet]}
        kind="many"
        .options=${groups.slice(0, 16).map(({ key, cases }) => ({ value: key, label: facetText(facet, key), count: cases }))}
        .value=${this.state.caseFilter[name]}
        @choose=${({ detail }) => this.narrow({ [name]: detail.value })}
      ></tm-chips>
    </div>`;
  }

  areas(layer, one) {
    return one(f.area, this.areasOf(layer), this.state.caseFilter.area, (area) => this.narrow({ area }));
  }

  /**
   * The areas of a layer by name; none until they have come. What is wrong with a layer its own list says.
   * @param {string} layer
   * @returns {any[]}
   */
  areasOf(layer) {
    const { date, layers } = this.state,
      key = `${layer} ${date}`,
      resource = this.codes.get(key) ?? panelResource(this, ['geography']);
    this.codes.set(key, resource);
    const name = layers.list.find((one) => one.key === layer)?.name ?? layer;
    resource.want(key, async (signal) => {
      const { codes, names } = await api.codes(layer, date, signal);
      return codes.map((code, i) => ({ value: `${layer}:${code}`, label: areaTitle(name, names[i] || code), detail: code }));
    });
    return resource.value ?? [];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const resource of this.codes.values()) resource.clear();
  }

  /** What is in force, in words. */
  chosen() {
    const { caseFilter, plan, layers } = this.state;
    const names = {
      period: ({ first, last }) =>
        first && last ? f.between(dayText(first), dayText(last)) : first ? f.from(dayText(first)) : f.until(dayText(last)),
      only: ({ only }) => f.states[only],
      turf: ({ turf }) => f.named(f.turf, plan.turfs?.find(({ code }) => code === turf)?.name ?? turf),
      liaison: ({ liaison }) => f.named(f.liaison, plan.turfs?.find(({ lead }) => String(lead?.id) === liaison)?.lead.name ?? liaison),
      area: ({ area }) => this.areaName(area, layers.list),
    };
    return inForce(caseFilter).map(({ key, value }) => ({
      value: key,
      label:
        value === undefined
          ? names[key](caseFilter)
          : key.startsWith('kinds ')
            ? value
            : f.named(
                f[FACETS.find(([, name]) => key.startsWith(name))?.[0] ?? 'status'],
                facetText(key.startsWith('languages') ? 'language' : '', value),
              ),
    }));
  }

  areaName(area, layers) {
    const [key] = area.split(':', 1),
      layer = layers.find((one) => one.key === key);
    return f.named(
      layer?.name ?? key,
      (layer ? this.areasOf(key) : []).find(({ value }) => value === area)?.label ?? area.slice(key.length + 1),
    );
  }

  narrow(change) {
    store.set({ caseFilter: { ...this.state.caseFilter, ...change } });
  }
}
customElements.define('tm-density-filters', DensityFilters);
