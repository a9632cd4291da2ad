import assert from 'node:assert/strict';
import test from 'node:test';
import { bandOf } from '../../wwwroot/js/pure/bands.js';
import { byCoarseness, drawnAtFirst, lineClass } from '../../wwwroot/js/pure/drawn.js';
import { presetsFor } from '../../wwwroot/js/pure/presets.js';
import { words } from '../../wwwroot/js/core/words.js';

const layer = (key, areas, use = 'answers') => ({ key, name: key, use, inForce: areas === null ? null : { areas } });
const layers = [
    layer('tracts', 900, 'units'),
    layer('wards', 12),
    layer('parks', 4, 'context'),
    layer('boroughs', 5),
    layer('districts', 40),
    layer('old', null),
];

test('areas are asked for a few zooms only, never coarser than the screen', () => {
    assert.deepEqual([3, 10, 10.5, 12, 13.75, 16, 16.5, 19].map(bandOf), [10, 10, 12, 12, 14, 16, null, null]);
});

test('lines are heavier the fewer areas they part', () => {
    assert.deepEqual(
        byCoarseness(layers).map((one) => one.key),
        ['boroughs', 'wards', 'districts', 'tracts', 'old'],
    );
    assert.deepEqual(
        ['boroughs', 'wards', 'districts', 'tracts'].map((key) =>
            lineClass(
                layers.find((one) => one.key === key),
                layers,
            ),
        ),
        [1, 2, 3, 4],
    );
});

test('at first the turfs and the coarsest lines are drawn', () => {
    assert.deepEqual(drawnAtFirst(layers, true), ['turfs', 'boroughs']);
    assert.deepEqual(drawnAtFirst(layers, false), ['turfs', 'boroughs', 'wards']);
    assert.deepEqual(drawnAtFirst([], false), ['turfs']);
});

test('presets name the eve of the plan and of new lines, never a day to come or one twice', () => {
    const days = presetsFor(
        '2026-11-22',
        { name: 'Spring', validFrom: '2026-03-01' },
        [
            { name: 'Wards', vintages: [{ validFrom: '2012-01-01' }, { validFrom: '2022-01-01' }] },
            { name: 'ANCs', vintages: [{ validFrom: '2013-01-01' }, { validFrom: '2023-01-01' }, { validFrom: '2027-01-01' }] },
        ],
        words.date.presets,
    );
    assert.deepEqual(
        days.map((preset) => preset.day),
        [null, '2026-02-28', '2026-10-23', '2025-11-22', '2022-12-31', '2021-12-31'],
    );
    assert.deepEqual(
        presetsFor('2026-11-22', null, [], words.date.presets).map((preset) => preset.day),
        [null, '2026-10-23', '2025-11-22'],
    );
});
