import assert from 'node:assert/strict';
import test from 'node:test';
import { EVERYTHING, fieldsOf, isEverything, readFilter, writeFilter } from '../../wwwroot/js/pure/case-filter.js';
import { DENSITY_BREAKS, classOf } from '../../wwwroot/js/pure/classes.js';
import { link } from '../../wwwroot/js/features/density/link.js';
import { HOW } from '../../wwwroot/js/pure/density-link.js';
import { fieldsIn, writeLink } from '../../wwwroot/js/pure/url.js';

const fieldIn = (fields) => (name) => new Map(fields).get(name) ?? '';
const NOTHING = {
    kind: null,
    open: null,
    overdue: null,
    from: null,
    to: null,
    status: null,
    language: null,
    agency: null,
    turf: null,
    liaison: null,
    area: null,
    sinks: null,
};

test('a filter stands in the link and comes back the same; everything needs no word', () => {
    const filter = {
        ...EVERYTHING,
        kinds: ['heat and hot water', 'noise, other'],
        only: /** @type {const} */ ('overdue'),
        first: '2026-01-01',
        last: '2026-03-31',
        statuses: ['open'],
        agencies: ['DPW', 'DDOT'],
        turf: 'T1',
        liaison: 'L 2',
        area: 'wards:4',
        sinks: true,
    };
    assert.deepEqual(readFilter(fieldIn(writeFilter(filter))), filter);
    const state = { caseFilter: filter, densityOf: null, densityView: 'hexagons', densityHow: HOW };
    assert.deepEqual(link.read(fieldsIn(writeLink({ tab: 'density' }, link.write(state)))), state);
    assert.deepEqual(writeFilter(EVERYTHING), []);
    assert.deepEqual(link.write({ ...state, caseFilter: EVERYTHING }), []);
    assert.ok(isEverything(readFilter(() => '')));
});

test('what a link says wrongly of the filter is left out', () => {
    assert.deepEqual(
        readFilter(
            fieldIn([
                ['cases', 'mine~2026-13-99~yesterday~~noise'],
                ['in', 'wards'],
                ['sinks', 'yes'],
            ]),
        ),
        { ...EVERYTHING, kinds: ['noise'] },
    );
});

test('the server is asked with the day after the last one', () => {
    assert.deepEqual(
        fieldsOf({
            ...EVERYTHING,
            kinds: ['a', 'b'],
            only: 'closed',
            first: '2026-02-01',
            last: '2026-02-28',
            languages: ['es', 'zh'],
            area: 'wards:4',
            sinks: true,
        }),
        { ...NOTHING, kind: 'a|b', open: 'false', from: '2026-02-01', to: '2026-03-01', language: 'es|zh', area: 'wards:4', sinks: 'true' },
    );
    assert.deepEqual(fieldsOf(EVERYTHING), NOTHING);
});

test('a density has the same class whatever else there is: its end belongs to the next, and beyond the last is the last', () => {
    assert.deepEqual(
        [0, 0.99, 1, 2.99, 3, 299, 300, 5000].map((one) => classOf(one, DENSITY_BREAKS)),
        [0, 0, 1, 1, 2, 5, 6, 6],
    );
});
