import assert from 'node:assert/strict';
import test from 'node:test';
import { distance, nearestFirst } from '../../wwwroot/js/pure/distance.js';
import { daysFrom, shareOf, timelineOf, turnBeside } from '../../wwwroot/js/pure/timeline.js';
import './libraries.mjs';

await import('../../wwwroot/js/features.js');
const { allFeatures, maySee, screenOf, screensFor, tabOf } = await import('../../wwwroot/js/core/registry.js');

const EVERYTHING = allFeatures().map(({ needs }) => needs);
const keys = (permissions) => screensFor(permissions).map((screen) => screen.key);

test('the rail has what a role may see, and until it is known who that is, what everybody may', () => {
    assert.deepEqual(keys(null), ['map', 'turfs', 'settings']);
    assert.deepEqual(keys(['lookUp', 'readCases', 'readPartners', 'placeFiles']), [
        'map',
        'turfs',
        'cases',
        'partners',
        'data',
        'settings',
    ]);
    assert.deepEqual(screensFor(['lookUp', 'readImports']).find((screen) => screen.key === 'data')?.tabs, ['imports']);
    assert.deepEqual(keys([]), []);
    assert.equal(maySee('cases', ['lookUp']), false);
    assert.equal(maySee('layers', null), true);
});

test('every tab lies on one screen, and what is no tab is none', () => {
    for (const { key } of allFeatures()) assert.equal(screensFor(EVERYTHING).filter(({ tabs }) => tabs.includes(key)).length, 1, key);
    assert.equal(screenOf('imports')?.key, 'data');
    assert.equal(tabOf('layers'), 'layers');
    for (const text of ['secret', '', null, 'constructor', '__proto__', 'toString']) assert.equal(tabOf(text), null, String(text));
});

test('the nearest comes first, what has no place last', () => {
    const rows = [
        { id: 'far', place: { lon: -73.9, lat: 40.8 } },
        { id: 'none', place: null },
        { id: 'near', place: { lon: -73.98, lat: 40.75 } },
        { id: 'also none' },
    ];
    assert.deepEqual(
        nearestFirst(rows, { lon: -73.98, lat: 40.75 }).map((row) => row.id),
        ['near', 'far', 'none', 'also none'],
    );
    assert.deepEqual(
        nearestFirst(rows, null).map((row) => row.id),
        ['far', 'none', 'near', 'also none'],
    );
    assert.equal(nearestFirst(rows, { lon: -73.98, lat: 40.75 })[0].metres, 0);
});

test('a degree of latitude is 111 km, one of longitude less towards the pole', () => {
    assert.ok(Math.abs(distance({ lon: 0, lat: 40 }, { lon: 0, lat: 41 }) - 111_035) < 600);
    assert.ok(Math.abs(distance({ lon: 0, lat: 60 }, { lon: 1, lat: 60 }) - 55_800) < 300);
});

const layers = [
    { name: 'Wards', vintages: [{ validFrom: '2014-01-01' }, { validFrom: '2024-01-01' }] },
    { name: 'Tracts', vintages: [{ validFrom: '2020-01-01' }, { validFrom: null }] },
];
const plans = [
    { name: 'One', validFrom: '2024-01-01', validTo: '2025-09-01' },
    { name: 'Two', validFrom: '2025-09-01', validTo: null },
];

test('the strip spans the changes and today, and says what began on a day', () => {
    const line = timelineOf(layers, plans, '2026-11-22', '2026-11-22');
    assert.ok(line.from < '2014-12-31' || line.from >= '2013-01-01');
    assert.ok(line.to >= '2027-11-22');
    assert.deepEqual(line.turns.find((turn) => turn.day === '2024-01-01')?.names, ['Wards', 'One']);
    assert.deepEqual(
        line.plans.map((plan) => plan.now),
        [false, true],
    );
    assert.equal(timelineOf(layers, plans, '2026-11-22', '2024-05-01').plans[0].now, true);
});

test('a city with nothing in it still has a line of time, and a day far off lies on it', () => {
    const line = timelineOf([], [], '2026-11-22', '1999-01-01');
    assert.deepEqual([line.turns, line.plans], [[], []]);
    assert.ok(line.from <= '1999-01-01' && line.to > '2026-11-22');
    assert.ok(timelineOf([], [], '2026-11-22', '2050-01-01').to >= '2050-01-01');
});

test('shares and steps', () => {
    const line = timelineOf(layers, plans, '2026-11-22', '2026-11-22');
    assert.equal(daysFrom('2024-02-28', '2024-03-01'), 2);
    assert.equal(shareOf({ from: '2024-01-01', to: '2024-01-11' }, '2024-01-06'), 0.5);
    assert.equal(shareOf({ from: '2024-01-01', to: '2024-01-11' }, '2030-01-06'), 1);
    assert.equal(shareOf({ from: '2024-01-01', to: '2024-01-01' }, '2024-01-01'), 0);
    assert.equal(turnBeside(line.turns, '2024-01-01', 1)?.day, '2025-09-01');
    assert.equal(turnBeside(line.turns, '2024-01-01', -1)?.day, '2020-01-01');
    assert.equal(turnBeside(line.turns, '2099-01-01', 1), null);
});
