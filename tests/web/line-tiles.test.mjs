import assert from 'node:assert/strict';
import test from 'node:test';
import { alongLine, boxesAlong } from '../../wwwroot/js/pure/along.js';
import { lineWidth, lineZoom, namedFrom, tilesOver } from '../../wwwroot/js/pure/line-tiles.js';
import { placeLabels } from '../../wwwroot/js/pure/labels.js';

test('tiles reach over two zooms, and far out nothing is drawn', () => {
    assert.deepEqual([9, 10, 11.5, 12, 13.5, 14, 15.5, 16, 19].map(lineZoom), [null, 9, 9, 11, 11, 13, 13, 15, 15]);
});

test('the tiles over a box hold its corners, the middle ones come first, and nothing beyond the city is asked for', () => {
    const world = /** @type {const} */ ([-180, -85, 180, 85]);
    assert.deepEqual(
        tilesOver([-1, -1, 1, 1], 1, [...world])
            .map(({ key }) => key)
            .sort(),
        ['1/0/0', '1/0/1', '1/1/0', '1/1/1'],
    );
    const many = tilesOver([-10, -10, 10, 10], 8, [...world]);
    assert.deepEqual(
        [many[0].x, many[0].y].map((one) => Math.abs(one - 127.5) <= 0.5),
        [true, true],
    );
    assert.equal(tilesOver([-10, -10, 10, 10], 8, [1, 1, 1.1, 1.1]).length, 1);
    assert.equal(tilesOver([-10, -10, -9, -9], 8, [1, 1, 2, 2]).length, 0);
});

test('the finer the street, the nearer one must be to see it and to read its name', () => {
    for (const zoom of [10, 12, 14, 16, 18])
        assert.ok(lineWidth('main', zoom) > lineWidth('middle', zoom) && lineWidth('middle', zoom) >= lineWidth('minor', zoom));
    assert.equal(lineWidth('minor', 13.9), 0);
    assert.ok(namedFrom('main') < namedFrom('middle') && namedFrom('middle') < namedFrom('minor'));
});

test('a name lies along its line, in the middle, and never upside down', () => {
    assert.deepEqual(alongLine([0, 0, 100, 0], 40), { x: 50, y: 0, angle: 0 });
    assert.deepEqual(alongLine([100, 0, 0, 0], 40), { x: 50, y: 0, angle: 0 });
    for (const line of [
        [0, 0, 50, 80],
        [50, 80, 0, 0],
        [0, 0, -50, 80],
        [0, 100, 0, 0],
    ]) {
        const { angle } = /** @type {import('../../wwwroot/js/pure/along.js').Along} */ (alongLine(line, 30));
        assert.ok(angle >= -Math.PI / 2 && angle <= Math.PI / 2, `${line}: ${angle}`);
    }
});

test('a name that is longer than its line stays away, and so does one whose line bends under it', () => {
    assert.equal(alongLine([0, 0, 30, 0], 40), null);
    const circle = Array.from({ length: 40 }, (_, i) => [Math.cos((i / 20) * Math.PI) * 20, Math.sin((i / 20) * Math.PI) * 20]).flat();
    assert.equal(alongLine(circle, 60), null);
    const bent = alongLine([0, 0, 100, 0, 100, 20, 0, 20], 60); // straight only off its middle
    assert.ok(bent && bent.y !== 10);
});

test('a slanted name takes the room along it and no more', () => {
    const at = { x: 100, y: 100, angle: Math.PI / 4 },
        boxes = boxesAlong(at, 80, 10);
    assert.equal(boxes.length, 8);
    const wish = (x, y, boxes) => ({
        x,
        y,
        room: 200,
        rank: 1,
        forms: [{ lines: ['x'], width: 20, height: 10, ...(boxes ? { boxes } : {}) }],
    });
    assert.equal(placeLabels([wish(100, 100, boxes), wish(125, 75)], { width: 400, height: 400 }).length, 2); // beside it
    assert.equal(placeLabels([wish(100, 100, boxes), wish(120, 120)], { width: 400, height: 400 }).length, 1); // on it
});
