import assert from 'node:assert/strict';
import test from 'node:test';
import { isGzip, whyNotCsv, wholeRecords } from '../../wwwroot/js/pure/csvhead.js';
import { pointsOf } from '../../wwwroot/js/pure/points.js';
import { csvOf, spoken } from '../../wwwroot/js/pure/sentence.js';
import { eventReader } from '../../wwwroot/js/pure/sse.js';
import { byNature, matching, sorted } from '../../wwwroot/js/pure/table.js';
import { words } from '../../wwwroot/js/core/words.js';

const bytes = (text) => new TextEncoder().encode(text);
const text = (data) => new TextDecoder().decode(data);

test('the head of a file ends after a whole row, quoted line ends or not', () => {
    assert.equal(text(wholeRecords(bytes('a,b\n1,2\n3,'), false)), 'a,b\n1,2\n');
    assert.equal(text(wholeRecords(bytes('a,b\r1,2\r3,'), false)), 'a,b\r1,2\r');
    assert.equal(text(wholeRecords(bytes('a,b\r\n1,2\r\n3'), false)), 'a,b\r\n1,2\r\n');
    assert.equal(text(wholeRecords(bytes('a,b\n"one\ntwo",2\n"three\nfour'), false)), 'a,b\n"one\ntwo",2\n');
    assert.equal(text(wholeRecords(bytes('a,b\n"say ""x\n""",2\n3'), false)), 'a,b\n"say ""x\n""",2\n');
    assert.equal(text(wholeRecords(bytes('a,b\n3'), true)), 'a,b\n3');
    assert.equal(text(wholeRecords(bytes('no line end at all'), false)), 'no line end at all');
});

test('files that are no tables are told apart by their bytes, with what to do', () => {
    assert.equal(whyNotCsv(new Uint8Array([0x50, 0x4b, 3, 4]), 100), 'archive');
    assert.equal(whyNotCsv(bytes('%PDF-1.4'), 100), 'pdf');
    assert.equal(whyNotCsv(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 100), 'oldSheet');
    assert.equal(whyNotCsv(bytes('\ufeff {"type": 1}'), 100), 'json');
    assert.equal(whyNotCsv(bytes(''), 0), 'empty');
    assert.equal(whyNotCsv(bytes('id,lon,lat\n1,2,3'), 16), null);
    assert.match(words.file.notCsv.archive('a.xlsx'), /“a\.xlsx”.*Save the sheet as CSV/);
    assert.ok(isGzip(new Uint8Array([0x1f, 0x8b, 8])));
});

test('points are read from their columns', () => {
    const buffer = new ArrayBuffer(4 + 2 * 24),
        view = new DataView(buffer);
    view.setUint32(0, 2, true);
    [-73.5, 12.25].forEach((lon, i) => view.setFloat64(4 + i * 8, lon, true));
    [40.5, -3.5].forEach((lat, i) => view.setFloat64(20 + i * 8, lat, true));
    [7, -1].forEach((area, i) => view.setInt32(36 + i * 4, area, true));
    [1, 99].forEach((row, i) => view.setInt32(44 + i * 4, row, true));
    const points = pointsOf(buffer);
    assert.deepEqual(
        [points.count, ...points.lons, ...points.lats, ...points.areas, ...points.rows],
        [2, -73.5, 12.25, 40.5, -3.5, 7, -1, 1, 99],
    );
    assert.throws(() => pointsOf(buffer.slice(0, 30)), /cut short/);
    assert.throws(() => pointsOf(new ArrayBuffer(0)), /cut short/);
    assert.equal(pointsOf(new ArrayBuffer(4)).count, 0);
});

test('events are whole wherever the stream is cut', () => {
    const stream =
        ': hello\r\nevent: progress\r\ndata: {"a":1}\r\n\r\nid: 7\ndata: one\ndata: two\n\nevent: done\rdata: x\r\rdata: never ends';
    const expected = [
        { event: 'progress', data: '{"a":1}', id: null },
        { event: 'message', data: 'one\ntwo', id: '7' },
        { event: 'done', data: 'x', id: '7' },
    ];
    for (let size = 1; size < stream.length; size++) {
        const read = eventReader(),
            events = [];
        for (let i = 0; i < stream.length; i += size) events.push(...read(stream.slice(i, i + size)));
        assert.deepEqual(events, expected, `pieces of ${size}`);
    }
});

test('tables sort as people count, equal rows keep their order, empty cells come last', () => {
    const rows = [
        { n: 'Ward 10', v: 1 },
        { n: 'Ward 2', v: null },
        { n: 'ward 1', v: 1 },
    ];
    assert.deepEqual(
        sorted(rows, (row) => row.n).map((row) => row.n),
        ['ward 1', 'Ward 2', 'Ward 10'],
    );
    assert.deepEqual(
        sorted(rows, (row) => row.v, true).map((row) => row.n),
        ['Ward 10', 'ward 1', 'Ward 2'],
    );
    assert.deepEqual(sorted(rows, (row) => row.v).at(-1).n, 'Ward 2');
    assert.ok(byNature('Tract 9', 'Tract 10') < 0);
});

test('a filter finds every word, whatever the accents', () => {
    const rows = ['Peñón North', 'Penon South', 'Hill'];
    assert.deepEqual(
        matching(rows, 'penon', (row) => row),
        ['Peñón North', 'Penon South'],
    );
    assert.deepEqual(
        matching(rows, 'nor pen', (row) => row),
        ['Peñón North'],
    );
    assert.equal(matching(rows, '  ', (row) => row).length, 3);
});

const who = {
    place: { lon: -73.98, lat: 40.75 },
    at: '2026-11-22',
    areas: [
        {
            layer: 'wards',
            layerName: 'Wards',
            vintage: 'v',
            code: '4',
            name: 'Ward 4, "North"',
            marginMetres: 3.2,
            status: 'edge',
            also: [],
            nearest: null,
        },
    ],
    turf: { code: 'T1', name: '=T1', planName: 'Spring' },
    lead: { name: 'Ana', languages: ['English', 'Spanish'], phone: '+1 555' },
    backup: null,
    unit: null,
};

test('a place as CSV quotes what must be quoted and defuses formulas', () => {
    const [head, row, end] = csvOf(who).split('\r\n');
    assert.equal(end, '');
    assert.ok(head.startsWith('lon,lat,at,wards,wards_name,wards_margin_m,wards_status,turf,'));
    assert.ok(row.startsWith('-73.98,40.75,2026-11-22,4,"Ward 4, ""North""",3.2,edge,T1,\'=T1,Spring,Ana,English; Spanish,\'+1 555'));
});

test('what is said aloud begins with who covers, and warns of near lines', () => {
    assert.match(spoken(who), /^Covered by Ana\..*Careful: Wards line 3\.2 m away\.$/);
    assert.match(spoken({ ...who, lead: null }), /^Nobody covers/);
    assert.match(spoken({ ...who, lead: null, turf: null, areas: [] }), /In no turf on this date\. Outside every layer\./);
});
