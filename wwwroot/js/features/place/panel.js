import { html } from 'lit';
import { map } from '../../core/map-control.js';
import { copy } from '../../core/notices.js';
import { askWho, closePlace } from '../../core/place.js';
import { dayShown } from '../../core/selectors.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { cover } from '../../frame/cover.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { areaTitle, listText, marginText, metresText, placeText } from '../../pure/format.js';
import { csvOf, jsonOf } from '../../pure/sentence.js';

/** Everything about one place: who covers it, its turf, every district with its margin. */
class PlacePanel extends StateElement {
  get keys() {
    return ['place', 'answer', 'date', 'layers', 'plan'];
  }

  render() {
    const t = words.place,
      { place, answer } = this.state;
    if (!place) return empty('pin', t.emptyTitle, t.empty, html`<p class="note only-wide">${t.emptyKeys}</p>`);
    return html` <header class="panel-head">
        <div>
          <p class="eyebrow">${words.tabs.place}</p>
          <button type="button" class="coordinates" title=${t.show} @click=${() => map.fly({ ...place, zoom: 15 })}>
            ${placeText(place)}
          </button>
        </div>
        <button type="button" class="icon-button" aria-label=${t.close} title=${t.close} @click=${closePlace}>${icon('close')}</button>
      </header>
      ${
        answer.status === 'failed'
          ? problem(t.failed, answer.problem, askWho)
          : !answer.who
            ? skeleton(t.loading)
            : this.answerOf(answer.who, answer.status === 'loading')
      }`;
  }

  answerOf(who, stale) {
    const t = words.place;
    const edges = who.areas.filter((area) => area.status === 'edge');
    return html`<div class="answer ${stale ? 'stale' : ''}" aria-busy=${stale ? 'true' : 'false'}>
      ${this.coverOf(who)}
      ${
        edges.length > 0
          ? html`<p class="callout warning">
              ${icon('warning')}<span>${t.edgeHint(listText(edges.map((area) => areaTitle(area.layerName, area.name ?? area.code))))}</span>
            </p>`
          : null
      }
      <h3 class="section-title">${t.districts}</h3>
      ${
        who.areas.length === 0
          ? html`<p class="note">${t.noLayers}</p>`
          : html`<dl class="districts">${who.areas.map((area) => this.districtOf(area, who.unit))}</dl>`
      }
      <div class="actions">
        <button type="button" class="button" @click=${() => copy(who.sentence, t.sentence)}>${icon('copy')}${t.copySentence}</button>
        <button type="button" class="button" aria-label=${t.copyCsv} @click=${() => copy(csvOf(who), t.csv)}>${t.csv}</button>
        <button type="button" class="button" aria-label=${t.copyJson} @click=${() => copy(jsonOf(who), t.json)}>${t.json}</button>
      </div>
    </div>`;
  }

  coverOf(who) {
    const t = words.place;
    if (!who.turf) {
      const planned = store.get().plan.value !== null;
      return html`<section class="cover none">
        <h2 class="cover-name">${t.noTurf}</h2>
        <p class="note">
          ${planned ? (who.unit ? t.noTurfUnit(who.unit.code) : t.noTurfOutside) : `${t.noPlan(dayShown())} ${t.noPlanHint}`}
        </p>
      </section>`;
    }
    return cover({
      turf: who.turf,
      lead: who.lead,
      backup: who.backup,
      plan: { name: who.turf.planName, validFrom: who.turf.validFrom, validTo: who.turf.validTo },
    });
  }

  districtOf(area, unit) {
    const t = words.place,
      point = (code) => () => store.set({ pointed: code ? { layer: area.layer, code } : null });
    const outside = area.status === 'outside' || area.code === null;
    return html`<div class="district" @mouseenter=${point(area.code)} @mouseleave=${point(null)}>
      <dt>
        ${area.layerName}${
          area.status === 'edge'
            ? html`<span class="chip warning">${icon('warning')}${t.edge}</span>`
            : unit?.layer === area.layer
              ? html`<span class="chip quiet">${t.unit}</span>`
              : null
        }
      </dt>
      <dd>
        <span class="district-name"
          >${outside ? t.outside : area.name}${
            !outside && area.code && !area.name?.includes(area.code) ? html` <span class="code">${area.code}</span>` : null
          }</span
        >
        <span class="district-margin ${area.status === 'edge' ? 'near' : ''}"
          >${
            outside ? (area.nearest ? t.nearest(area.nearest.name, metresText(area.nearest.metres)) : '') : marginText(area.marginMetres)
          }</span
        >
        ${area.also?.length ? html`<span class="district-also">${t.also(listText(area.also.map((other) => other.name)))}</span>` : null}
      </dd>
    </div>`;
  }
}
customElements.define('tm-place', PlacePanel);
