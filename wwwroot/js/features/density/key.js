import { html, svg } from 'lit';
import { words as t } from './words.js';
import { StateElement } from '../../frame/element.js';
import { radiusOf } from '../../pure/clusters.js';
import { countText } from '../../pure/format.js';
import '../../parts/legend.js';

const CIRCLES = [1, 50, 200, 400];

/** The legend on the map, always there while a density is: unit, classes, period, number, method, and how old the data are. */
class DensityKey extends StateElement {
  get keys() {
    return ['tab', 'densityMap'];
  }

  render() {
    const { tab, densityMap } = this.state,
      key = tab === 'density' ? densityMap?.key : null;
    this.toggleAttribute('hidden', !key);
    if (!key) return null;
    return html`<div class="map-key" role="region" aria-label=${t.key.label}>
      <tm-legend
        heading=${key.heading}
        unit=${key.unit}
        kind=${key.kind}
        .breaks=${key.breaks ?? []}
        .entries=${key.entries ?? []}
        .extras=${key.extras ?? []}
      ></tm-legend>
      ${densityMap.draw === 'points' ? this.circles() : null}
      <ul class="key-lines">
        ${key.lines.map((line) => html`<li>${line}</li>`)}
      </ul>
    </div>`;
  }

  circles() {
    return html`<ul class="key-circles">
      ${CIRCLES.map((n) => {
        const radius = radiusOf(n);
        return html`<li>
          <svg width=${radius * 2 + 2} height=${radius * 2 + 2} aria-hidden="true">
            ${svg`<circle class="key-circle" cx=${radius + 1} cy=${radius + 1} r=${radius}/>`}</svg
          ><span>${countText(n)}</span>
        </li>`;
      })}
    </ul>`;
  }
}
customElements.define('tm-density-key', DensityKey);
