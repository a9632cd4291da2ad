import { html } from 'lit';
import { openItem } from '../../core/actions.js';
import { loadCity } from '../../core/loading.js';
import { map } from '../../core/map-control.js';
import { dayShown } from '../../core/selectors.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { cover } from '../../frame/cover.js';
import { StateElement } from '../../frame/element.js';
import { backTo, countLine, factList, findBox, listHead, listOf, listRow, provenance } from '../../frame/list.js';
import { wideButton, wideTable } from '../../frame/wide.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { dayText, periodText } from '../../pure/format.js';
import { momentDay } from '../../pure/moments.js';
import { byNature, matching } from '../../pure/table.js';
import { tongueText } from '../../pure/tongues.js';

const t = words.turfs;

/** @type {import('../../pure/sorting.js').Column[]} */
const COLUMNS = [
  { key: 'name', name: t.turf, value: (turf) => turf.name, kind: 'text', width: 190 },
  { key: 'code', name: t.code, value: (turf) => turf.code, kind: 'text', width: 90 },
  { key: 'lead', name: t.lead, value: (turf) => turf.lead?.name ?? null, kind: 'text', width: 180 },
  {
    key: 'languages',
    name: t.languages,
    value: (turf) => turf.lead?.languages?.map(tongueText).join(', ') ?? null,
    kind: 'text',
    width: 190,
  },
  { key: 'hours', name: t.hours, value: (turf) => turf.lead?.hours ?? null, kind: 'number', width: 150 },
  { key: 'backup', name: t.backup, value: (turf) => turf.backup?.name ?? null, kind: 'text', width: 180 },
  { key: 'units', name: t.units, value: (turf) => turf.units, kind: 'number', width: 100 },
];

/** Every turf of the plan in force: who covers it, and the ones that nobody does. */
class TurfsPanel extends StateElement {
  get keys() {
    return ['plan', 'find', 'item', 'date', 'city', 'layers', 'wide'];
  }

  render() {
    const { plan, item } = this.state;
    if (plan.status === 'failed' && !plan.value) return problem(t.failed, plan.problem, loadCity);
    if (plan.at === null) return skeleton(t.loading);
    if (!plan.value) return empty('turfs', t.none, t.noneHint(dayText(dayShown())));
    const open = plan.turfs.find((turf) => turf.code === item);
    return html`${open ? this.one(open) : this.all()}${this.origin()}`;
  }

  all() {
    const { plan, find, wide } = this.state;
    if (wide)
      return html`${listHead(plan.value.name, null, wideButton())}${wideTable({
        label: words.screens.turfs,
        file: 'turfs',
        columns: COLUMNS,
        rows: plan.turfs,
        open: (turf) => this.open(turf),
      })}`;
    const found = matching(plan.turfs, find, (turf) =>
      [turf.name, turf.code, turf.lead?.name, turf.backup?.name, turf.lead?.languages?.map(tongueText).join(' ')].filter(Boolean).join(' '),
    )
      .slice()
      .sort((a, b) => Number(!!a.lead) - Number(!!b.lead) || byNature(a.name, b.name));
    const uncovered = plan.turfs.filter((turf) => !turf.lead).length;
    return html` ${listHead(plan.value.name, countLine(found.length, plan.turfs.length, t.count), wideButton())}
    ${uncovered > 0 ? html`<p class="callout warning"><span>${t.uncovered(uncovered)}</span></p>` : null}
    ${findBox(words.layers.filterTurfs)}
    ${
      found.length === 0
        ? html`<p class="note">${words.layers.noMatch(find)}</p>`
        : listOf(
            found.map((turf) =>
              listRow({
                id: turf.code,
                lead: html`<span class="swatch c${turf.colour}"></span>`,
                name: turf.name,
                detail: turf.lead?.name ?? html`<span class="problem-text">${t.nobody}</span>`,
                side: words.layers.unitsOf(turf.units),
                open: () => this.open(turf),
                point: (on) => store.set({ pointed: on ? { layer: 'turfs', code: turf.code } : null }),
              }),
            ),
          )
    }`;
  }

  one(turf) {
    const { plan } = this.state;
    return html` ${backTo(t.back)} ${cover({ turf, lead: turf.lead, backup: turf.backup, plan: plan.value })}
    ${factList([
      [t.code, turf.code],
      [t.units, words.layers.unitsOf(turf.units)],
      [t.since, turf.lead?.since ? dayText(turf.lead.since) : null],
    ])}`;
  }

  origin() {
    const p = words.provenance,
      { plan, layers } = this.state,
      units = layers.list.find((layer) => layer.use === 'units');
    return provenance([
      p.plan(periodText(plan.value.validFrom, plan.value.validTo), momentDay(plan.value.recordedAt)),
      units?.inForce ? p.vintage(units.name, dayText(units.inForce.validFrom)) : null,
    ]);
  }

  open(turf) {
    openItem(turf.code);
    const area = { layer: 'turfs', code: turf.code };
    store.set({ area });
    map.fly({ area });
  }

  /** Opened by a link, the turf is outlined too. */
  updated() {
    const { item, area, plan } = this.state;
    if (item && !area && plan.turfs.some((turf) => turf.code === item)) store.set({ area: { layer: 'turfs', code: item } });
  }
}
customElements.define('tm-turfs', TurfsPanel);
