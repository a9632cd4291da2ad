import assert from 'node:assert/strict';
import test from 'node:test';
import { classOf } from '../../wwwroot/js/pure/classes.js';
import {
    FIGURE_BREAKS,
    figureFill,
    isUnsure,
    measuresOf,
    perOf,
    standingOf,
    rangeOf,
    weightOf,
    withinReleased,
} from '../../wwwroot/js/pure/released.js';
import { sorted } from '../../wwwroot/js/pure/table.js';

/** @typedef {import('../../wwwroot/js/pure/released.js').Figure} Figure */
/** @type {Figure} */ const VALUE = { key: 'a', state: 'value', low: 34, high: 34 };
/** @type {Figure} */ const ZERO = { key: 'b', state: 'zero' };
/** @type {Figure} */ const BOUNDED = { key: 'c', state: 'bounded', low: 12, high: 20 };
/** @type {Figure} */ const HIDDEN = { key: 'd', state: 'hidden' };

test('a figure is one number, none, two between which it lies, or nothing', () => {
    assert.deepEqual(rangeOf(VALUE), { low: 34, high: 34 });
    assert.deepEqual(rangeOf({ key: 'a', state: 'value', low: 34 }), { low: 34, high: 34 });
    assert.deepEqual(rangeOf(ZERO), { low: 0, high: 0 });
    assert.deepEqual(rangeOf(BOUNDED), { low: 12, high: 20 });
    assert.equal(rangeOf(HIDDEN), null);
});

test('all that is hidden looks the same, whatever came with it by mistake', () => {
    for (const low of [0, 1, 9, 40]) {
        const one = /** @type {Figure} */ ({ key: 'x', state: 'hidden', low, high: low + 3 });
        assert.equal(rangeOf(one), null);
        assert.equal(weightOf(one), null);
        assert.equal(figureFill(one), 'none dotted');
    }
});

test('hidden figures come last in either order, and stay in the order they came', () => {
    const rows = /** @type {Figure[]} */ ([
        { key: 'h2', state: 'hidden', low: 9 },
        VALUE,
        { key: 'h1', state: 'hidden', low: 1 },
        BOUNDED,
        ZERO,
    ]);
    assert.deepEqual(
        sorted(rows, (one) => weightOf(one), true).map(({ key }) => key),
        ['a', 'c', 'b', 'h2', 'h1'],
    );
    assert.deepEqual(
        sorted(rows, (one) => weightOf(one)).map(({ key }) => key),
        ['b', 'c', 'a', 'h2', 'h1'],
    );
});

test('an area is filled by fixed classes; between two numbers it is hatched, without any it has no colour', () => {
    assert.equal(figureFill(ZERO), '');
    assert.equal(figureFill(undefined), '');
    assert.match(figureFill(VALUE), /^seq-\d$/);
    assert.match(figureFill(BOUNDED), /^seq-\d hatched$/);
    assert.equal(figureFill({ key: 'a', state: 'value', low: 1e6 }), 'seq-6');
    for (const breaks of Object.values(FIGURE_BREAKS)) {
        assert.ok(breaks.length <= 8 && breaks.every((end, i) => i === 0 || end > breaks[i - 1]));
        assert.equal(classOf(Infinity, breaks), breaks.length - 2);
    }
});

test('a figure between two numbers, or without an end above, is sorted and coloured by what is sure: the least', () => {
    assert.equal(weightOf(BOUNDED), 12);
    assert.equal(
        figureFill({ key: 'w', state: 'bounded', low: 10, high: 599 }),
        figureFill({ key: 'v', state: 'value', low: 10 }) + ' hatched',
    );
    const open = /** @type {Figure} */ ({ key: 'o', state: 'bounded', low: 60, high: null });
    assert.deepEqual(rangeOf(open), { low: 60, high: null });
    assert.equal(weightOf(open), 60);
    assert.equal(figureFill(open), figureFill({ key: 'v', state: 'value', low: 60 }) + ' hatched');
});

test('a figure is shown by ground or by residents where these are known; a rate of a few is not sure', () => {
    const one = /** @type {Figure} */ ({ key: 'a', state: 'value', low: 24, high: 24, squareMiles: 2, residents: 4000 });
    assert.equal(rangeOf(one, perOf(one, 'density', 6))?.low, 2);
    assert.equal(rangeOf(one, perOf(one, 'rate', 6))?.low, 12);
    assert.deepEqual(rangeOf({ ...one, state: 'bounded', high: 48 }, perOf(one, 'density', 6)), { low: 2, high: 4 });
    assert.equal(perOf({ ...one, residents: 99 }, 'rate', 6), null);
    assert.equal(rangeOf({ ...one, residents: null }, perOf({ ...one, residents: null }, 'rate', 6)), null);
    assert.equal(figureFill({ ...one, residents: null }, 'rate', 6), '');
    assert.equal(figureFill({ ...one, state: 'hidden' }, 'rate', 6), 'none dotted');
    assert.deepEqual(
        [isUnsure(one, 'rate'), isUnsure({ ...one, low: 19 }, 'rate'), isUnsure({ ...one, low: 19 }, 'density')],
        [false, true, false],
    );
    assert.deepEqual(
        [measuresOf([one]), measuresOf([{ ...one, residents: null }]), measuresOf([VALUE])],
        [['count', 'density', 'rate'], ['count', 'density'], ['count']],
    );
});

test('months are chosen among those released: at first the last twelve', () => {
    const released = Array.from({ length: 14 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`)
        .slice(0, 12)
        .concat('2026-01', '2026-02');
    assert.deepEqual(withinReleased(released, null, null), { from: '2025-03', to: '2026-02' });
    assert.deepEqual(withinReleased(released, '2025-05', '2025-06'), { from: '2025-05', to: '2025-06' });
    assert.deepEqual(withinReleased(released, '2025-09', '2025-06'), { from: '2025-01', to: '2025-06' });
    assert.deepEqual(withinReleased(released, '2019-01', '2031-01'), { from: '2025-03', to: '2026-02' });
    assert.deepEqual(withinReleased(['2026-01'], null, null), { from: '2026-01', to: '2026-01' });
    assert.equal(withinReleased([], null, null), null);
    assert.deepEqual(standingOf([VALUE, ZERO, BOUNDED, HIDDEN, HIDDEN]), { shown: 2, bounded: 1, hidden: 2 });
});
