import assert from 'node:assert/strict';
import test from 'node:test';
import { leftOut, unplacedShare } from '../../wwwroot/js/pure/about.js';
import { AREA_BREAKS, fillOfArea, measureIn, measureOf, measuresOf, standingOfArea } from '../../wwwroot/js/pure/area-measures.js';
import { carriedOver, EVERYTHING, inForce, without } from '../../wwwroot/js/pure/case-filter.js';
import { clusterAt, clustersOf, clusterZoom, radiusOf, shortCount } from '../../wwwroot/js/pure/clusters.js';
import { densitiesFor, densityOf, HOW, readDensity, writeDensity } from '../../wwwroot/js/pure/density-link.js';
import { cellPieces, hexagonRows } from '../../wwwroot/js/pure/density-rows.js';
import { worldX, worldY } from '../../wwwroot/js/pure/mercator.js';
import { fillParts, marksOf } from '../../wwwroot/js/pure/patterns.js';
import { BLANK, cellsOf, classAt, OUTSIDE, pixelsOf, rasterOf, sharesOf } from '../../wwwroot/js/pure/raster.js';
import { shapesOf } from '../../wwwroot/js/pure/shapes.js';
import './libraries.mjs';

await import('../../wwwroot/js/features.js');
const { maySee, screenOf, screensFor } = await import('../../wwwroot/js/core/registry.js');

const fieldIn = (fields) => (name) => new Map(fields).get(name) ?? '';
const about = /** @type {import('../../wwwroot/js/pure/about.js').About} */ ({
    of: 'cases',
    count: 1204,
    unplaced: 39,
    outside: 3,
    rough: 112,
    atSinks: 57,
    sinks: [{ lon: -72.5, lat: 39.5, cases: 57 }],
    drawn: 993,
    from: '2016-08-01',
    to: '2016-09-01',
    months: 1.02,
    newest: '2016-08-31',
    all: 11000,
    allUnplaced: 352,
    undated: 2,
});
const answer = {
    width: 3,
    height: 2,
    box: /** @type {[number, number, number, number]} */ ([-72.6, 39.4, -72.3, 39.6]),
    breaks: [0, 1, 2, 5],
    classes: Buffer.from([OUTSIDE, 0, 2, BLANK, 1, 2]).toString('base64'),
};

test('what the link says of the view comes back the same, and what is as at first needs no word', () => {
    const link = {
        of: /** @type {const} */ ('events'),
        view: /** @type {const} */ ('surface'),
        how: {
            ...HOW,
            radius: /** @type {const} */ (5280),
            per: /** @type {const} */ ('residents'),
            on: 'a b',
            measure: /** @type {const} */ ('smoothed'),
        },
    };
    assert.deepEqual(readDensity(fieldIn(writeDensity(link))), link);
    assert.deepEqual(writeDensity({ of: null, view: 'hexagons', how: HOW }), []);
    assert.deepEqual(
        readDensity(
            fieldIn([
                ['of', 'people'],
                ['view', 'map'],
                ['radius', '100'],
                ['measure', 'heat'],
            ]),
        ),
        { of: null, view: 'hexagons', how: HOW },
    );
});

test(
    'everybody who is signed in sees the density of events, figures go before them for a director, and cases to those who ' +
        'may read them',
    () => {
        assert.deepEqual(densitiesFor(['readCases', 'readFigures']), ['cases', 'events', 'figures']);
        assert.deepEqual(densitiesFor(['readFigures']), ['figures', 'events']);
        assert.deepEqual(densitiesFor(null), ['events']);
        assert.equal(densityOf('cases', ['readFigures']), 'figures');
        assert.equal(densityOf('events', ['readCases']), 'events');
        assert.equal(densityOf(null, ['readCases']), 'cases');
    },
);

test('who may read no case has a screen of density alone, under its own name', () => {
    const director = ['lookUp', 'readPartners', 'readFigures'];
    assert.deepEqual(
        screensFor(director).map(({ key }) => key),
        ['map', 'turfs', 'density', 'partners', 'settings'],
    );
    assert.equal(screenOf('density', director)?.key, 'density');
    assert.equal(screenOf('density', [...director, 'readCases'])?.key, 'cases');
    assert.equal(maySee('cases', director), false);
    assert.equal(maySee('density', null), false);
});

test('of a filter, what is in force is taken off one by one; kinds of one thing do not narrow another', () => {
    const filter = {
        ...EVERYTHING,
        kinds: ['noise'],
        first: '2026-01-01',
        statuses: ['open', 'waiting'],
        turf: 'T1',
        area: 'wards:4',
        sinks: true,
    };
    assert.deepEqual(
        inForce(filter).map(({ key }) => key),
        ['period', 'statuses open', 'statuses waiting', 'turf', 'area'],
    );
    const rest = inForce(filter).reduce((left, { key }) => without(left, key), filter);
    assert.deepEqual(rest, { ...EVERYTHING, kinds: ['noise'], sinks: true });
    assert.deepEqual(without(filter, 'statuses open').statuses, ['waiting']);
    assert.deepEqual(carriedOver(filter), { ...EVERYTHING, first: '2026-01-01', turf: 'T1', area: 'wards:4', sinks: true });
});

test('why some are in no density, the most first; those at sinks only while they are left out', () => {
    assert.deepEqual(
        leftOut(about, false).map(({ why }) => why),
        ['rough', 'atSinks', 'unplaced', 'outside'],
    );
    assert.deepEqual(
        leftOut(about, true).map(({ why }) => why),
        ['rough', 'unplaced', 'outside'],
    );
    assert.deepEqual(leftOut({ ...about, unplaced: 0, outside: 0, rough: 0, atSinks: 0 }, false), []);
    assert.equal(unplacedShare(about), 3.2);
    assert.equal(unplacedShare({ ...about, all: 0, allUnplaced: 0 }), null);
});

test('a surface is read cell by cell, north first, and one that was cut short is refused', () => {
    const raster = rasterOf(answer),
        at = (column, row) => classAt(raster, worldX(-72.6 + (column + 0.5) / 10), worldY(row === 0 ? 39.55 : 39.45));
    assert.deepEqual([at(0, 0), at(1, 0), at(2, 0), at(0, 1), at(1, 1), at(2, 1)], [OUTSIDE, 0, 2, BLANK, 1, 2]);
    assert.equal(classAt(raster, worldX(-72.7), worldY(39.5)), OUTSIDE);
    assert.equal(classAt(raster, worldX(-72.5), worldY(39.7)), OUTSIDE);
    assert.throws(() => rasterOf({ ...answer, height: 3 }), /not whole: 3 times 3 cells were announced, 6 came/);
});

test('the rows of a surface are equal steps of the map, not of latitude', () => {
    const tall = {
        width: 1,
        height: 2,
        box: /** @type {[number, number, number, number]} */ ([0, 0, 1, 60]),
        breaks: [0, 1, 2],
        classes: new Uint8Array([0, 1]),
    };
    assert.equal(classAt(tall, worldX(0.5), worldY(36)), 0); // the middle of the map's rows lies near 35°, that of latitude at 30°
    assert.equal(classAt(tall, worldX(0.5), worldY(34)), 1);
});

test('what is outside stays clear, and every class has its colour', () =>
    assert.deepEqual([...pixelsOf(rasterOf(answer), (value) => (value === BLANK ? 9 : value + 1))], [0, 1, 3, 9, 2, 3]));

test('shares of the city are of what lies in it, and make one', () => {
    const shares = sharesOf(rasterOf(answer));
    assert.deepEqual(
        shares.map(({ cells }) => cells),
        [1, 1, 2, 1],
    );
    assert.deepEqual([shares[3].from, shares[3].to, shares[2].to], [null, null, 5]);
    assert.ok(Math.abs(shares.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-12);
    assert.ok(sharesOf({ ...rasterOf(answer), classes: new Uint8Array(6).fill(OUTSIDE) }).every(({ share }) => share === 0));
});

test('the cells as a file: those of the city, blank ones with no number', () => {
    assert.equal([...cellsOf(rasterOf(answer))].length, 5);
    const lines = [...cellPieces(rasterOf(answer), ['lon', 'lat', 'from', 'to'])].join('').trimEnd().split('\r\n');
    assert.equal(lines[0], 'lon,lat,from,to');
    assert.match(lines[1], /^-72\.45,39\.5\d+,0,1$/);
    assert.match(lines[3], /^-72\.55,39\.4\d+,,$/);
});

const group = {
    key: '4',
    name: 'Ward 4',
    cases: 50,
    density: 12,
    residents: 10_000,
    rate: 30,
    rateLow: 22,
    rateHigh: 39,
    smoothed: 28,
    state: /** @type {const} */ ('value'),
};

test('an area has its class by its measure and nothing else; a rate of few is hatched, none at all is told apart from zero', () => {
    assert.equal(fillOfArea(group, 'count'), fillOfArea({ ...group, residents: undefined }, 'count'));
    assert.equal(fillOfArea({ ...group, cases: 12, state: 'unstable' }, 'rate'), 'seq-4 hatched');
    assert.equal(fillOfArea({ ...group, cases: 12, state: 'unstable' }, 'smoothed'), 'seq-3');
    assert.equal(fillOfArea({ ...group, cases: 0, rate: 0, state: 'zero' }, 'rate'), '');
    assert.equal(fillOfArea({ ...group, state: 'noData' }, 'rate'), 'none dotted');
    assert.equal(fillOfArea(undefined, 'count'), 'none dotted');
    assert.equal(fillOfArea({ ...group, cases: 1_000_000 }, 'count'), 'seq-6');
    assert.deepEqual(
        Object.values(AREA_BREAKS).map((breaks) => breaks.length <= 8 && breaks.every((end, i) => i === 0 || end > breaks[i - 1])),
        [true, true, true, true],
    );
});

test('without residents there is no rate', () => {
    assert.deepEqual(measuresOf([{ key: '1', name: '1', cases: 3 }]), ['count']);
    assert.equal(measureIn([{ key: '1', name: '1', cases: 3 }], 'rate'), 'count');
    assert.equal(measureIn([group], 'rate'), 'rate');
    assert.deepEqual(measuresOf([{ key: '1', name: '1', cases: 3 }, group]), ['count', 'density', 'rate', 'smoothed']);
    assert.equal(measureOf({ key: '1', name: '1', cases: 3 }, 'rate'), null);
    assert.equal(standingOfArea({ ...group, state: 'noData' }, 'rate'), 'none');
});

test('a fill is read to its parts, and what it is not is nothing', () => {
    assert.deepEqual(fillParts('seq-3 hatched'), { ramp: 'seq', step: 3, over: 'hatched' });
    assert.deepEqual(fillParts('none dotted'), { ramp: 'none', step: 0, over: 'dotted' });
    for (const nothing of ['', 'seq-7', 'red', 'seq-3 striped']) assert.equal(fillParts(nothing), null);
});

test('the darker the step, the more marks it has where colours are the reader’s own', () => {
    assert.deepEqual(
        [0, 1, 2, 3, 4, 5, 6].map((step) => marksOf(step).length),
        [0, 1, 2, 3, 4, 5, 6],
    );
});

test('a circle grows with its number in area, the same at every zoom, and never so far that it hides its neighbours', () => {
    assert.ok(Math.abs(radiusOf(400) ** 2 / radiusOf(100) ** 2 - 4) < 1e-9);
    assert.deepEqual([1, 2, 1e6].map(radiusOf), [5, 9, 30]);
    assert.deepEqual([1, 999, 1000, 9949, 9950, 12_345, 2_500_000].map(shortCount), ['1', '999', '1.0k', '9.9k', '10k', '12k', '2.5M']);
    assert.deepEqual([0, 11.9, 12.5, 19].map(clusterZoom), [0, 11, 12, 18]);
});

test('a point on the edge of two tiles is in one of them', () => {
    const features = [
        { x: 0, y: 0, properties: { n: 3 } },
        { x: 4096, y: 10, properties: { n: 5 } },
        { x: -2, y: 8, properties: { n: 7 } },
        { x: 2048, y: 2048, properties: { n: 1, id: 'C1', kind: 'noise' } },
    ];
    const points = clustersOf({ z: 1, x: 1, y: 0 }, 4096, features);
    assert.deepEqual(points, [
        { x: 128, y: 0, n: 3, id: null, kind: null },
        { x: 192, y: 64, n: 1, id: 'C1', kind: 'noise' },
    ]);
});

test('under a finger the smaller circle is meant, and a single dot has a finger’s room', () => {
    const points = [
        { x: 10, y: 10, n: 500, id: null, kind: null },
        { x: 10.05, y: 10, n: 1, id: 'C1', kind: null },
    ];
    assert.equal(clusterAt(points, 10.05, 10, 100)?.id, 'C1');
    assert.equal(clusterAt(points, 9.8, 10, 100)?.n, 500);
    assert.equal(clusterAt(points, 11, 10, 100), null);
});

test('hexagons as rows: the densest first, each by its middle', () => {
    const square = (id, lon, density) => ({
        id,
        properties: { cases: density * 2, density },
        geometry: {
            type: 'Polygon',
            coordinates: [
                [
                    [lon, 39],
                    [lon + 0.02, 39],
                    [lon + 0.02, 39.02],
                    [lon, 39.02],
                    [lon, 39],
                ],
            ],
        },
    });
    const rows = hexagonRows(shapesOf({ features: [square('a', -72, 1), square('b', -71, 7), square('c', -70, 1)] }));
    assert.deepEqual(
        rows.map(({ code }) => code),
        ['b', 'a', 'c'],
    );
    assert.ok(Math.abs(rows[0].lon + 70.99) < 1e-9 && Math.abs(rows[0].lat - 39.01) < 1e-4);
});

const { areaText, dataAge, drawingOf, keyLines } = await import('../../wwwroot/js/features/density/drawings.js');

test('the legend says period, number, method, and how old the data are', () => {
    assert.deepEqual(keyLines(about, ['Hexagons']), [
        'Opened 1 Aug 2016 – 31 Aug 2016 · 993 of 1,204 cases',
        'Hexagons',
        'Cases to 31 Aug 2016; 3.2 % not placed.',
    ]);
    assert.equal(dataAge({ ...about, allUnplaced: 0 }), 'Cases to 31 Aug 2016; all placed.');
    assert.equal(dataAge({ ...about, newest: null }), '');
});

test('each view has its drawing with unit and legend, and until its own answer is there none', () => {
    const how = HOW,
        drawn = (view, density, state = {}) =>
            drawingOf({ about, view, ...density }, { densityView: view, densityHow: how, ...state }, fill),
        fill = (density) => (density > 0 ? 'seq-6' : '');
    const raster = rasterOf(answer),
        byCode = new Map([['4', group]]);
    const surface = /** @type {any} */ (drawn('surface', { raster, surface: { radiusFeet: 2640 } })),
        rates = { densityHow: { ...how, measure: 'rate' } },
        areas = /** @type {any} */ (drawn('areas', { layer: 'wards', byCode, areas: [group] }, rates));
    assert.deepEqual(surface.key.lines[1], 'Quartic, radius 2,640 ft');
    assert.deepEqual(surface.tip(BLANK), ['Too few people to show', '']);
    assert.deepEqual(surface.tip(2), ['2 to 5', 'per square mile and month']);
    assert.equal(areas.fills['4'], 'seq-4');
    assert.equal(areas.other, 'none dotted');
    assert.deepEqual(areas.tip('4', 'Ward 4'), ['Ward 4', '30.0 (between 22.0 and 39.0) · per 1,000 residents and year']);
    assert.deepEqual(areas.key.breaks, AREA_BREAKS.rate);
    assert.equal(drawn('points', {})?.draw, 'points');
    for (const nothing of [
        drawn('hexagons', {}),
        drawn('surface', { raster: null }),
        drawn('hexagons', {}, { densityView: 'areas' }),
        drawn('hotspots', {}),
    ])
        assert.equal(nothing, null);
});

test('a number that is not sure is said to be so', () => {
    assert.equal(
        areaText({ ...group, cases: 12, state: 'unstable' }, 'rate'),
        '30.0 (between 22.0 and 39.0) · per 1,000 residents and year · unstable',
    );
    assert.equal(areaText({ ...group, state: 'noData' }, 'rate'), 'No data');
});
