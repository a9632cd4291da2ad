import {byCoarseness} from '../pure/drawn.js';
import {latOf, lonOf} from '../pure/mercator.js';
import {areaTitle} from '../pure/format.js';
import {worldBox} from '../pure/shapes.js';
import {areaAround} from '../pure/within.js';
import {words} from '../density-words.js';
import {store} from '../state.js';

const NEAR = 14; // zoom at which a hexagon fills a good part of the map

/** A hexagon has no name: it is called by the area of the coarsest layer that holds its middle. @param {import('../pure/shapes.js').Shapes} shapes @param {import('../pure/shapes.js').Shape} shape */
export function hexagonName(shapes, shape) {
  const {layers, shapes: drawn} = store.get(), layer = byCoarseness(layers.list).find((one) => one.inForce), name = layer ? areaAround(drawn[layer.key]?.value, shapes, shape) : '';
  return name ? words.hexagonIn(areaTitle(layer?.name ?? '', name)) : words.hexagon;
}

/** Brings a shape into the middle of the map. @param {import('../pure/shapes.js').Shapes} shapes @param {string} code */
export function goToShape(shapes, code) {
  const shape = shapes.byCode.get(code);
  if (!shape) return;
  const [left, top, right, bottom] = worldBox(shapes, shape);
  store.set({goTo: {lon: lonOf((left + right) / 2), lat: latOf((top + bottom) / 2), zoom: NEAR}, sheet: store.get().sheet === 'full' ? 'half' : store.get().sheet});
}
