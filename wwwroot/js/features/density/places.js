import { map } from '../../core/map-control.js';
import { outlinesOf } from '../../core/outlines.js';
import { store } from '../../core/store.js';
import { words } from './words.js';
import { byCoarseness } from '../../pure/drawn.js';
import { areaTitle } from '../../pure/format.js';
import { latOf, lonOf } from '../../pure/mercator.js';
import { worldBox } from '../../pure/shapes.js';
import { areaAround } from '../../pure/within.js';

const NEAR = 14; // zoom at which a hexagon fills a good part of the map

/**
 * The area of the coarsest layer that holds the middle of a shape; '' where none does.
 * @param {import('../../pure/shapes.js').Shapes} shapes
 * @param {import('../../pure/shapes.js').Shape} shape
 */
export function areaOf(shapes, shape) {
  const { layers } = store.get(),
    layer = byCoarseness(layers.list).find((one) => one.inForce),
    name = layer ? areaAround(outlinesOf(layer.key), shapes, shape) : '';
  return name && areaTitle(layer?.name ?? '', name);
}

/**
 * A hexagon has no name: it is called by the area it lies in.
 * @param {import('../../pure/shapes.js').Shapes} shapes
 * @param {import('../../pure/shapes.js').Shape} shape
 */
export function hexagonName(shapes, shape) {
  const name = areaOf(shapes, shape);
  return name ? words.hexagonIn(name) : words.hexagon;
}

/**
 * Brings shapes into view: one into the middle of the map, several all together.
 * @param {import('../../pure/shapes.js').Shapes} shapes
 * @param {string[]} codes
 */
export function goToShapes(shapes, codes) {
  const boxes = codes.flatMap((code) => {
    const shape = shapes.byCode.get(code);
    return shape ? [worldBox(shapes, shape)] : [];
  });
  if (boxes.length === 0) return;
  const [left, top, right, bottom] = [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side])));
  store.set({ sheet: store.get().sheet === 'full' ? 'half' : store.get().sheet });
  map.fly(
    boxes.length === 1
      ? { lon: lonOf((left + right) / 2), lat: latOf((top + bottom) / 2), zoom: NEAR }
      : { bounds: [lonOf(left), latOf(bottom), lonOf(right), latOf(top)] },
  );
}
