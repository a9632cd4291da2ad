import assert from 'node:assert/strict';
import test from 'node:test';
import { placeLabels, twoLines } from '../../wwwroot/js/pure/labels.js';

const screen = { width: 1000, height: 800 };
const wish = (x, y, room, rank = 1, forms = [{ lines: ['A name'], width: 60, height: 14 }]) => ({ x, y, room, rank, forms });

test('labels that would overlap give way to the one of higher rank', () => {
    const placed = placeLabels([wish(100, 100, 200, 2), wish(110, 102, 200, 1)], screen);
    assert.equal(placed.length, 1);
    assert.equal(placed[0].x, 110);
});

test('a label that does not fit its area tries its shorter forms, then stays away', () => {
    const forms = [
        { lines: ['Long name'], width: 90, height: 14 },
        { lines: ['Long', 'name'], width: 45, height: 28 },
        { lines: ['T1'], width: 16, height: 14 },
    ];
    assert.deepEqual(placeLabels([wish(50, 50, 100, 1, forms)], screen)[0].lines, ['Long name']);
    assert.deepEqual(placeLabels([wish(50, 50, 60, 1, forms)], screen)[0].lines, ['Long', 'name']);
    assert.deepEqual(placeLabels([wish(50, 50, 20, 1, forms)], screen)[0].lines, ['T1']);
    assert.deepEqual(placeLabels([wish(50, 50, 10, 1, forms)], screen), []);
});

test('no two of a thousand seeded labels overlap, and the same wishes give the same labels', () => {
    let seed = 3;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    const wishes = Array.from({ length: 1000 }, () =>
        wish(next() * 1000, next() * 800, 300, Math.floor(next() * 4), [
            { lines: ['x'], width: 20 + next() * 120, height: 14 + next() * 16 },
        ]),
    );
    const placed = placeLabels(wishes, screen);
    assert.ok(placed.length > 50);
    for (const [i, a] of placed.entries())
        for (const b of placed.slice(i + 1))
            assert.ok(Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2);
    assert.deepEqual(placeLabels(wishes, screen), placed);
});

test('labels beyond the screen are not placed', () => assert.deepEqual(placeLabels([wish(-500, 100, 200)], screen), []));

test('a name is broken where its halves are most alike', () => {
    assert.deepEqual(twoLines('Harbor Hill terrace'), ['Harbor Hill', 'terrace']);
    assert.deepEqual(twoLines('North-South'), ['North-', 'South']);
    assert.deepEqual(twoLines('Meadow'), ['Meadow']);
});
