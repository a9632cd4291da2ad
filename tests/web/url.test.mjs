import assert from 'node:assert/strict';
import test from 'node:test';
import { link as densityLink } from '../../wwwroot/js/features/density/link.js';
import { EVERYTHING } from '../../wwwroot/js/pure/case-filter.js';
import { fieldsIn, readLink, writeLink } from '../../wwwroot/js/pure/url.js';

const full = {
    view: { zoom: 12.5, lat: 40.75, lon: -73.98 },
    date: '2024-05-03',
    place: { lon: -73.981234, lat: 40.750001 },
    area: { layer: 'wards', code: '4 / b' },
    shown: ['turfs', 'wards'],
    tab: 'layers',
    item: 'P 1&2',
    find: 'año #1',
    wide: true,
};

test('a written link reads back the same', () => assert.deepEqual(readLink(writeLink(full)), full));

test('no layers drawn is not the same as layers not chosen', () => {
    assert.deepEqual(readLink(writeLink({ ...full, shown: [] })).shown, []);
    assert.equal(readLink('#map=12/40/-73').shown, null);
});

test('what cannot be understood is left out', () => {
    const link = readLink('#map=99/abc/2&at=2024-02-30&place=200,95&area=wards&tab=secret');
    assert.deepEqual(link, {
        view: null,
        date: null,
        place: null,
        area: null,
        shown: null,
        tab: 'secret',
        item: null,
        find: '',
        wide: false,
    });
});

test('an empty hash is an empty link', () =>
    assert.deepEqual(readLink(''), {
        view: null,
        date: null,
        place: null,
        area: null,
        shown: null,
        tab: null,
        item: null,
        find: '',
        wide: false,
    }));

test('a place in the middle of the world is a place', () => assert.deepEqual(readLink('#place=0,0').place, { lon: 0, lat: 0 }));

test('half a place is none', () => assert.equal(readLink('#place=,40').place, null));

test('any seeded link survives the way out and back', () => {
    let seed = 11;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let i = 0; i < 500; i++) {
        const link = {
            view: {
                zoom: Math.round(next() * 76) / 4,
                lat: Number((next() * 170 - 85).toFixed(5)),
                lon: Number((next() * 360 - 180).toFixed(5)),
            },
            date: `20${10 + Math.floor(next() * 20)}-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 10)}`,
            place: { lon: Number((next() * 360 - 180).toFixed(6)), lat: Number((next() * 170 - 85).toFixed(6)) },
            area: { layer: `l${Math.floor(next() * 9)}`, code: `é&=#:${Math.floor(next() * 99)}` },
            shown: ['a,b&c', 'ü'].slice(0, 1 + Math.floor(next() * 2)).map((key) => key.replace(',', '')),
            tab: 'file',
            item: `C${Math.floor(next() * 99)}`,
            find: ['', 'a=b'][Math.floor(next() * 2)],
            wide: next() < 0.5,
        };
        const density = {
            caseFilter: {
                ...EVERYTHING,
                kinds: ['a|b', 'ñ & c'].slice(0, Math.floor(next() * 3)),
                only: ['all', 'overdue'][Math.floor(next() * 2)],
                first: next() < 0.5 ? '2026-02-28' : null,
                languages: ['es', 'zh'].slice(0, Math.floor(next() * 3)),
                area: next() < 0.5 ? 'wards:4 / b' : null,
                turf: next() < 0.5 ? 'T&1' : null,
                sinks: next() < 0.5,
            },
            densityOf: [null, 'cases', 'events'][Math.floor(next() * 3)],
            densityView: ['hexagons', 'surface', 'points'][Math.floor(next() * 3)],
            densityHow: {
                radius: [1320, 2640][Math.floor(next() * 2)],
                per: 'area',
                on: next() < 0.5 ? 'wards' : null,
                measure: 'count',
                over: [null, 'kind', 'area:wards'][Math.floor(next() * 3)],
                versus: next() < 0.5 ? '2026-01-01~2026-01-31~2026-02-01~2026-02-28' : null,
                by: ['area', 'month', 'kind'][Math.floor(next() * 3)],
                months: next() < 0.5 ? '2026-01~2026-06' : null,
                figure: [null, '~', 'noise & more'][Math.floor(next() * 3)],
            },
        };
        const hash = `#${writeLink(link, densityLink.write(density))}`;
        assert.deepEqual(readLink(hash), link);
        assert.deepEqual(densityLink.read(fieldsIn(hash)), density);
    }
});
