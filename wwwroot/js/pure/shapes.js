import { worldX, worldY } from './mercator.js';

/**
 * @typedef {object} Shape one area, ready to draw and to point at; coordinates in world pixels relative to the layer's origin
 * @property {string} code
 * @property {string} name
 * @property {number[][]} parts its rings, each as [x0, y0, x1, y1, …], closed; holes are rings like the others
 * @property {[number, number, number, number]} box west, north, east, south
 * @property {[number, number]} label where its name goes
 * @property {Record<string, any>} properties as they came
 *
 * @typedef {object} Shapes
 * @property {[number, number]} origin world pixels; kept apart so that drawing keeps its precision at high zooms
 * @property {Shape[]} list
 * @property {Map<string, Shape>} byCode
 * @property {(x: number, y: number) => Shape | null} find the shape that holds a place (world pixels), first listed wins
 */

/** Makes a layer of a GeoJSON feature collection. Features without a polygon are listed, but hold no place.
 * @param {{features: any[]}} collection @returns {Shapes} */
export function shapesOf(collection) {
  const features = collection.features ?? [];
  const origin = originOf(features);
  const list = features.map((feature) => shapeOf(feature, origin));
  const byCode = new Map(list.map((shape) => [shape.code, shape]));
  const cells = gridOf(list);
  return { origin, list, byCode, find: (x, y) => findIn(cells, list, x - origin[0], y - origin[1]) };
}

/** The box of a shape in world pixels: left, top, right, bottom.
 * @param {Shapes} shapes @param {Shape} shape @returns {[number, number, number, number]} */
export function worldBox(shapes, shape) {
  const [x, y] = shapes.origin;
  return [shape.box[0] + x, shape.box[1] + y, shape.box[2] + x, shape.box[3] + y];
}

/** Even-odd test over all rings, so holes are outside. @param {Shape} shape @param {number} x @param {number} y relative to the origin */
export function holds(shape, x, y) {
  const [left, top, right, bottom] = shape.box;
  if (x < left || x > right || y < top || y > bottom) return false;
  let inside = false;
  for (const ring of shape.parts) {
    for (let i = 2; i < ring.length; i += 2) {
      const y0 = ring[i - 1],
        y1 = ring[i + 1];
      if (y0 > y !== y1 > y && x < ((ring[i] - ring[i - 2]) * (y - y0)) / (y1 - y0) + ring[i - 2]) inside = !inside;
    }
  }
  return inside;
}

/** @param {any[]} features @returns {[number, number]} */
function originOf(features) {
  const first = features.find((feature) => feature.geometry?.coordinates?.length);
  if (!first) return [0, 0];
  let place = first.geometry.coordinates;
  while (Array.isArray(place[0])) place = place[0];
  return [worldX(place[0]), worldY(place[1])];
}

/** @param {any} feature @param {[number, number]} origin @returns {Shape} */
function shapeOf(feature, [originX, originY]) {
  const parts = ringsOf(feature.geometry).map((ring) => ring.flatMap(([lon, lat]) => [worldX(lon) - originX, worldY(lat) - originY]));
  const box = boxOf(parts);
  const label = feature.properties?.label;
  return {
    code: String(feature.id ?? feature.properties?.code ?? ''),
    name: String(feature.properties?.name ?? feature.properties?.code ?? feature.id ?? ''),
    parts,
    box,
    properties: feature.properties ?? {},
    label: label ? [worldX(label[0]) - originX, worldY(label[1]) - originY] : [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
  };
}

function ringsOf(geometry) {
  if (geometry?.type === 'Polygon') return geometry.coordinates;
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates.flat();
  if (geometry?.type === 'GeometryCollection') return geometry.geometries.flatMap(ringsOf);
  return [];
}

function boxOf(parts) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of parts) {
    for (let i = 0; i < ring.length; i += 2) {
      if (ring[i] < box[0]) box[0] = ring[i];
      if (ring[i] > box[2]) box[2] = ring[i];
      if (ring[i + 1] < box[1]) box[1] = ring[i + 1];
      if (ring[i + 1] > box[3]) box[3] = ring[i + 1];
    }
  }
  return /** @type {[number, number, number, number]} */ (box);
}

/** A coarse grid of which boxes touch each cell, so that pointing costs the same for 12 areas and for 2,000. */
function gridOf(list) {
  const whole = boxOf(list.filter((shape) => shape.parts.length > 0).map((shape) => [...shape.box]));
  const side = Math.max(1, Math.min(128, Math.ceil(Math.sqrt(list.length) * 1.5)));
  const wide = (whole[2] - whole[0]) / side || 1,
    high = (whole[3] - whole[1]) / side || 1;
  const cells = new Map();
  list.forEach((shape, index) => {
    if (shape.parts.length === 0) return;
    const to = (value, from, step) => Math.min(side - 1, Math.max(0, Math.floor((value - from) / step)));
    for (let row = to(shape.box[1], whole[1], high); row <= to(shape.box[3], whole[1], high); row++) {
      for (let column = to(shape.box[0], whole[0], wide); column <= to(shape.box[2], whole[0], wide); column++) {
        const key = row * side + column;
        const cell = cells.get(key);
        if (cell) cell.push(index);
        else cells.set(key, [index]);
      }
    }
  });
  return { whole, side, wide, high, cells };
}

function findIn({ whole, side, wide, high, cells }, list, x, y) {
  if (!(x >= whole[0] && x <= whole[2] && y >= whole[1] && y <= whole[3])) return null;
  const row = Math.min(side - 1, Math.floor((y - whole[1]) / high)),
    column = Math.min(side - 1, Math.floor((x - whole[0]) / wide));
  for (const index of cells.get(row * side + column) ?? []) if (holds(list[index], x, y)) return list[index];
  return null;
}
