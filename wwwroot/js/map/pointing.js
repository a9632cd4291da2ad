import { outlinesOf } from '../core/outlines.js';
import { worldOf } from './sheet.js';
import { areaTitle } from '../pure/format.js';

/** What lies under a place, finest first: the area to highlight, and the turf. @param {any} state @param {import('leaflet').LatLng} place
 * @returns {{area: {layer: string, code: string, name: string} | null, turf: any}} */
export function under(state, place) {
  const [x, y] = worldOf(place);
  const shown = state.shown ?? [];
  const turf = shown.includes('turfs') ? (outlinesOf('turfs')?.find(x, y) ?? null) : null;
  const lines = state.layers.list
    .filter((layer) => layer.use !== 'context' && layer.inForce && shown.includes(layer.key))
    .sort((a, b) => b.inForce.areas - a.inForce.areas);
  // Lines coarser than the turfs do not take the pointer from them.
  const turfCount = turf ? state.plan.turfs.length : 0;
  for (const layer of lines) {
    if (layer.inForce.areas <= turfCount) continue;
    const shape = outlinesOf(layer.key)?.find(x, y);
    if (shape) return { area: { layer: layer.key, code: shape.code, name: areaTitle(layer.name, shape.name) }, turf };
  }
  if (turf) return { area: { layer: 'turfs', code: turf.code, name: turf.name }, turf };
  for (const layer of lines) {
    const shape = outlinesOf(layer.key)?.find(x, y);
    if (shape) return { area: { layer: layer.key, code: shape.code, name: areaTitle(layer.name, shape.name) }, turf };
  }
  return { area: null, turf: null };
}

/** The small tip beside the pointer. Text only, built node by node. */
export class Tip {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.box = document.createElement('div');
    this.box.className = 'tip';
    this.box.setAttribute('aria-hidden', 'true');
    this.box.hidden = true;
    host.append(this.box);
    this.host = host;
    this.said = '';
  }

  /** @param {{x: number, y: number}} at pixels @param {string} title @param {string} detail */
  show(at, title, detail) {
    const said = `${title}\n${detail}`;
    if (said !== this.said) {
      this.said = said;
      this.box.replaceChildren(
        ...[
          ['strong', title],
          ['span', detail],
        ]
          .filter(([, text]) => text)
          .map(([tag, text]) => {
            const line = document.createElement(tag);
            line.textContent = text;
            return line;
          }),
      );
    }
    this.box.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const x = Math.min(at.x + 16, this.host.clientWidth - width - 8),
      y = at.y + 20 + height > this.host.clientHeight ? at.y - height - 12 : at.y + 20;
    this.box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  hide() {
    this.box.hidden = true;
  }
}
