import assert from 'node:assert/strict';
import test from 'node:test';
import { chainsOf } from '../../wwwroot/js/pure/chains.js';
import { latOf, lonOf, metresPerPixel, worldX, worldY } from '../../wwwroot/js/pure/mercator.js';
import { holds, shapesOf, worldBox } from '../../wwwroot/js/pure/shapes.js';

const square = (code, x, y, size, holes = []) => ({
    type: 'Feature',
    id: code,
    properties: { code, name: `Area ${code}`, label: [x + size / 2, y + size / 2] },
    geometry: {
        type: 'Polygon',
        coordinates: [
            [
                [x, y],
                [x + size, y],
                [x + size, y + size],
                [x, y + size],
                [x, y],
            ],
            ...holes,
        ],
    },
});
const at = (shapes, lon, lat) => shapes.find(worldX(lon), worldY(lat))?.code ?? null;

test('the projection goes there and back', () => {
    for (let lon = -180; lon <= 180; lon += 7.5) assert.ok(Math.abs(lonOf(worldX(lon)) - lon) < 1e-9);
    for (let lat = -85; lat <= 85; lat += 2.5) assert.ok(Math.abs(latOf(worldY(lat)) - lat) < 1e-9, String(lat));
    assert.ok(Math.abs(metresPerPixel(0, 0) - 156543.03) < 0.1);
    assert.ok(Number.isFinite(worldY(90)));
});

test('a place is found in its area, and nowhere in a hole or outside', () => {
    const shapes = shapesOf({
        features: [
            square('a', 0, 0, 10, [
                [
                    [4, 4],
                    [6, 4],
                    [6, 6],
                    [4, 6],
                    [4, 4],
                ],
            ]),
            square('b', 10, 0, 10),
        ],
    });
    assert.equal(at(shapes, 2, 2), 'a');
    assert.equal(at(shapes, 15, 5), 'b');
    assert.equal(at(shapes, 5, 5), null);
    assert.equal(at(shapes, 50, 5), null);
    assert.equal(shapes.byCode.get('b').name, 'Area b');
});

test('an area without geometry is listed and holds nothing', () => {
    const shapes = shapesOf({
        features: [{ type: 'Feature', id: 'x', properties: { code: 'x', name: 'Nowhere' }, geometry: null }, square('a', 0, 0, 1)],
    });
    assert.equal(shapes.list.length, 2);
    assert.equal(at(shapes, 0.5, 0.5), 'a');
});

test('an empty layer answers nobody', () => assert.equal(at(shapesOf({ features: [] }), 0, 0), null));

test('the grid answers what asking every area in turn answers', () => {
    let seed = 5;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    const features = Array.from({ length: 300 }, (_, i) => square(String(i), -74 + next(), 40 + next(), 0.01 + next() * 0.1));
    const shapes = shapesOf({ features });
    for (let i = 0; i < 3000; i++) {
        const x = worldX(-74.1 + next() * 1.3),
            y = worldY(39.9 + next() * 1.3);
        const plain = shapes.list.find((shape) => holds(shape, x - shapes.origin[0], y - shapes.origin[1]));
        assert.equal(shapes.find(x, y)?.code ?? null, plain?.code ?? null);
    }
});

test('the box of an area is in world pixels', () => {
    const shapes = shapesOf({ features: [square('a', 0, 0, 10)] });
    const [left, top, right, bottom] = worldBox(shapes, shapes.list[0]);
    assert.ok(
        Math.abs(lonOf(left)) < 1e-9 &&
            Math.abs(lonOf(right) - 10) < 1e-9 &&
            Math.abs(latOf(top) - 10) < 1e-9 &&
            Math.abs(latOf(bottom)) < 1e-9,
    );
});

test('a shared line is kept once, whichever way it is walked', () => {
    const shapes = shapesOf({ features: [square('a', 0, 0, 10), square('b', 10, 0, 10)] });
    const edges = chainsOf(shapes).reduce((count, { line }) => count + line.length / 2 - 1, 0);
    assert.equal(edges, 7);
});

test('thinning keeps the ends of a line and every far vertex', () => {
    const ring = [
        [0, 0],
        [0.001, 0],
        [0.002, 0],
        [5, 0],
        [5, 5],
        [0, 5],
        [0, 0],
    ];
    const shapes = shapesOf({
        features: [{ type: 'Feature', id: 'a', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }],
    });
    const [{ line }] = chainsOf(shapes, 0.1);
    assert.equal(line.length / 2, 5);
    assert.deepEqual(line.slice(0, 2), line.slice(-2));
});
