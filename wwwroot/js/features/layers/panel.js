import { html } from 'lit';
import { setDate, setShown } from '../../core/actions.js';
import { loadCity } from '../../core/loading.js';
import { outlinesOf } from '../../core/outlines.js';
import { dayShown } from '../../core/selectors.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { message } from '../../parts/message.js';
import { byCoarseness, lineClass } from '../../pure/drawn.js';
import { periodText } from '../../pure/format.js';
import './area-list.js';

/** The plan in force and the boundary layers: what is drawn, which vintage holds, and every area by name. */
class LayersPanel extends StateElement {
  get keys() {
    return ['layers', 'plan', 'shown', 'listed', 'shapes', 'date', 'area', 'city'];
  }

  render() {
    const t = words.layers,
      { layers, area } = this.state;
    if (layers.status === 'failed' && layers.list.length === 0) return problem(t.failed, layers.problem, loadCity);
    if (layers.at === null) return skeleton(t.loading);
    const lines = byCoarseness(layers.list),
      context = layers.list.filter((layer) => layer.use === 'context');
    return html` ${layers.status === 'failed' ? problem(t.failed, layers.problem, loadCity) : null} ${area ? this.chosen(area) : null}
      ${this.plan()}
      <h2 class="section-title">${t.boundaries}</h2>
      ${
        lines.length === 0
          ? empty('layers', t.none, t.noneHint)
          : html`<ul class="layer-list">
              ${lines.map((layer) => this.layer(layer))}
            </ul>`
      }
      ${
        context.length > 0
          ? html`<h2 class="section-title">${t.background}</h2>
              <ul class="layer-list quiet-list">
                ${context.map(
                  (layer) =>
                    html` <li class="layer">
                      <div class="layer-row">
                        <span class="layer-name">${layer.name}</span
                        ><span class="layer-meta"
                          >${layer.inForce ? (layer.lines ? t.lines : t.areas)(layer.inForce.areas) : t.notInForce}</span
                        >
                      </div>
                    </li>`,
                )}
              </ul>`
          : null
      }`;
  }

  chosen({ layer, code }) {
    const t = words.layers,
      { layers } = this.state;
    const name = outlinesOf(layer)?.byCode.get(code)?.name ?? code;
    const title = layer === 'turfs' ? t.turfs : (layers.list.find((other) => other.key === layer)?.name ?? layer);
    return html`<div class="callout accent">
      <div>
        <strong>${t.chosen(name, title)}</strong>
        <p>${t.chosenHint}</p>
      </div>
      <button type="button" class="icon-button" aria-label=${t.unchoose} title=${t.unchoose} @click=${() => store.set({ area: null })}>
        ${icon('close')}
      </button>
    </div>`;
  }

  plan() {
    const t = words.layers,
      { plan, shown, listed } = this.state;
    if (!plan.value)
      return html`<section class="plan">
        <p class="eyebrow">${t.planInForce}</p>
        <h2 class="plan-name">${t.noPlan}</h2>
        <p class="note">${t.noPlanHint(dayShown())}</p>
      </section>`;
    const uncovered = plan.turfs.filter((turf) => !turf.lead).length;
    return html` <section class="plan">
      <p class="eyebrow">${t.planInForce}</p>
      <div class="layer-row">${this.toggle('turfs', plan.value.name, shown, 'turfs')} ${this.opener('turfs', t.listTurfs, listed)}</div>
      <p class="layer-meta">${periodText(plan.value.validFrom, plan.value.validTo)} · ${t.turfCount(plan.turfs.length)}</p>
      ${uncovered > 0 ? html`<p class="callout warning">${icon('warning')}<span>${t.uncovered(uncovered)}</span></p>` : null}
      ${listed === 'turfs' ? html`<tm-area-list layer="turfs"></tm-area-list>` : null}
    </section>`;
  }

  layer(layer) {
    const t = words.layers,
      { shown, listed, shapes } = this.state,
      force = layer.inForce;
    return html` <li class="layer">
      <div class="layer-row">
        ${this.toggle(layer.key, layer.name, shown, lineClass(layer, this.state.layers.list), !force)}
        ${force ? this.opener(layer.key, t.list(layer.name), listed) : null}
      </div>
      <p class="layer-meta">
        ${force ? html`${t.areas(force.areas)} · ${periodText(force.validFrom, force.validTo)}` : t.notInForce}
        ${layer.use === 'units' ? html`<span class="chip quiet">${t.units}</span>` : null}${
          layer.overlapping ? html`<span class="chip quiet">${t.overlapping}</span>` : null
        }
      </p>
      ${
        shapes[layer.key]?.status === 'failed'
          ? html`<p class="problem-text">${words.problems.areas(layer.name)} ${message(shapes[layer.key].problem)}</p>`
          : null
      }
      ${layer.vintages.length > 1 ? this.vintages(layer) : null}
      ${listed === layer.key ? html`<tm-area-list layer=${layer.key}></tm-area-list>` : null}
    </li>`;
  }

  vintages(layer) {
    const t = words.layers;
    return html`<details class="vintages">
      <summary>${t.vintages(layer.vintages.length)}</summary>
      <ul>
        ${layer.vintages.map((vintage) => {
          const inForce = layer.inForce && vintage.validFrom === layer.inForce.validFrom;
          return html`<li>
            <span>${periodText(vintage.validFrom, vintage.validTo)}<span class="layer-meta">${t.areas(vintage.areas)}</span></span>
            ${
              inForce
                ? html`<span class="chip">${t.inForce}</span>`
                : vintage.validFrom
                  ? html`<button type="button" class="link" @click=${() => setDate(vintage.validFrom)}>
                      ${t.lookAt(vintage.validFrom)}
                    </button>`
                  : null
            }
          </li>`;
        })}
      </ul>
    </details>`;
  }

  toggle(key, name, shown, sample, disabled = false) {
    return html`<label class="switch"
      ><input
        type="checkbox"
        .checked=${shown?.includes(key) ?? false}
        ?disabled=${disabled}
        @change=${(event) => setShown(key, event.target.checked)}
      /><span class="line-sample line-${sample}" aria-hidden="true"></span><span class="layer-name">${name}</span></label
    >`;
  }

  opener(key, label, listed) {
    const open = listed === key;
    return html`<button
      type="button"
      class="icon-button"
      aria-label=${label}
      title=${label}
      aria-expanded=${open ? 'true' : 'false'}
      @click=${() => store.set({ listed: open ? null : key })}
    >
      ${icon(open ? 'up' : 'list')}
    </button>`;
  }
}
customElements.define('tm-layers', LayersPanel);
