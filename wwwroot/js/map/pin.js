import { Canvas, Circle, DivIcon, LayerGroup, Marker } from 'leaflet';
import { metresPerPixel } from '../pure/mercator.js';

const NEAR = 250; // metres: farther lines are no reason for a circle

/** The chosen place: a pin, and when a line is near a circle that just reaches it. */
export class Pin {
  /** @param {import('leaflet').Map} map */
  constructor(map) {
    this.map = map;
    this.group = new LayerGroup().addTo(map);
    this.renderer = new Canvas({ pane: 'pins' });
  }

  /** @param {{lon: number, lat: number} | null} place @param {any} who @param {Record<string, any>} paint */
  show(place, who, paint) {
    this.group.clearLayers();
    if (!place) return;
    const at = /** @type {[number, number]} */ ([place.lat, place.lon]);
    const margin = nearestLine(who);
    const edge = who?.areas.some((area) => area.status === 'edge');
    if (margin !== null && margin <= NEAR && margin > 0 && margin / metresPerPixel(place.lat, this.map.getZoom()) > 2) {
      this.group.addLayer(
        new Circle(at, {
          radius: margin,
          color: edge ? paint.warning : paint.pin,
          weight: 1.5,
          dashArray: '4 4',
          fillOpacity: 0.08,
          interactive: false,
          pane: 'pins',
          renderer: this.renderer,
        }),
      );
    }
    this.group.addLayer(
      new Marker(at, {
        icon: new DivIcon({ className: 'pin', html: /** @type {any} */ (drop()), iconSize: [28, 36], iconAnchor: [14, 34] }),
        interactive: false,
        keyboard: false,
        pane: 'pins',
      }),
    );
  }
}

/** @param {any} who @returns {number | null} */
export function nearestLine(who) {
  const margins = (who?.areas ?? [])
    .filter((area) => area.status !== 'outside')
    .map((area) => area.marginMetres)
    .filter((metres) => metres !== null && metres !== undefined);
  return margins.length > 0 ? Math.min(...margins) : null;
}

function drop() {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  shape.setAttribute('viewBox', '0 0 28 36');
  shape.setAttribute('aria-hidden', 'true');
  for (const [name, attributes] of /** @type {[string, Record<string, string>][]} */ ([
    ['path', { d: 'M14 34.5C9 27.5 2.5 21 2.5 13.5a11.5 11.5 0 0 1 23 0C25.5 21 19 27.5 14 34.5Z', class: 'pin-drop' }],
    ['circle', { cx: '14', cy: '13.5', r: '4.25', class: 'pin-eye' }],
  ])) {
    const part = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    shape.append(part);
  }
  return shape;
}
