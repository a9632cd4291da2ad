/**
 * The name of the area that holds the middle of a shape; '' where none does.
 * @param {import('./shapes.js').Shapes | null | undefined} areas
 * @param {import('./shapes.js').Shapes} shapes
 * @param {import('./shapes.js').Shape} shape
 */
export function areaAround(areas, shapes, shape) {
  const [x, y] = shapes.origin,
    [left, top, right, bottom] = shape.box;
  return areas?.find(x + (left + right) / 2, y + (top + bottom) / 2)?.name ?? '';
}
