import assert from 'node:assert/strict';
import test from 'node:test';
import {
    areUneven,
    askedAs,
    byVerdict,
    comparedText,
    comparisonOf,
    comparisonsAt,
    fewerText,
    fillOf,
    ratioText,
    readPeriods,
    verdictsOf,
    whyNotCompared,
    writePeriods,
} from '../../wwwroot/js/pure/compared.js';
import { FRAME_BREAKS, frameAfter, frameFill, framesOf } from '../../wwwroot/js/pure/frames.js';
import { addMonths, isMonth, isWhole, lastDayOf, monthsFrom, monthsText, monthText } from '../../wwwroot/js/pure/months.js';
import { shapesOf } from '../../wwwroot/js/pure/shapes.js';
import { classesOf, gathered, spotFill, spotsOf } from '../../wwwroot/js/pure/spots.js';
import { daysOf, endMoved, topOf, touched, trendOf, yearsUnder } from '../../wwwroot/js/pure/trend.js';
import { cellMoved, isThin, shadeOf, weekdayText, weekOf } from '../../wwwroot/js/pure/week.js';
import { words } from '../../wwwroot/js/words/en-density.js';
import { areaAround } from '../../wwwroot/js/pure/within.js';

test('months go on over the year, backwards too, and end on their last day', () => {
    assert.deepEqual(
        [addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-05', -17), addMonths('2026-05', 0)],
        ['2027-01', '2025-12', '2024-12', '2026-05'],
    );
    assert.deepEqual(['2024-02', '2025-02', '2026-04', '2026-12'].map(lastDayOf), ['2024-02-29', '2025-02-28', '2026-04-30', '2026-12-31']);
    assert.deepEqual(monthsFrom('2025-11', '2026-02'), ['2025-11', '2025-12', '2026-01', '2026-02']);
    assert.deepEqual(monthsFrom('2026-02', '2026-01'), []);
    assert.deepEqual(['2026-01', '2026-13', '2026-00', '26-01', '2026-1'].map(isMonth), [true, false, false, false, false]);
    assert.deepEqual(
        [isWhole('2026-02', '2026-02-27'), isWhole('2026-02', '2026-02-28'), isWhole('2026-01', '2026-02-01')],
        [false, true, true],
    );
    assert.equal(monthText('2026-03'), 'March 2026');
    assert.equal(monthsText('2026-03', '2026-03'), 'March 2026');
});

test('a trend has no holes, ends where the data end, and says which month is not over', () => {
    const { bars, earlier, undated } = trendOf(
        [
            { key: '2025-11', cases: 4 },
            { key: '', cases: 3 },
            { key: '2026-01', cases: 7 },
        ],
        '2026-02-14',
    );
    assert.deepEqual(
        bars.map(({ month, amount, isWhole: whole }) => [month, amount, whole]),
        [
            ['2025-11', 4, true],
            ['2025-12', 0, true],
            ['2026-01', 7, true],
            ['2026-02', 0, false],
        ],
    );
    assert.deepEqual([earlier, undated], [0, 3]);
    assert.deepEqual(
        trendOf(
            [
                { key: '2026-11', cases: 2 },
                { key: '2026-12', cases: 1 },
            ],
            '2026-12-22',
            '2026-11-23',
        ).bars.map((bar) => bar.isWhole),
        [false, false],
    ); // planned events
});

test('of more than ten years the first are counted and not drawn; nothing gives no bars', () => {
    const { bars, earlier } = trendOf(
        [
            { key: '1999-05', cases: 2 },
            { key: '2010-01', cases: 5 },
            { key: '2020-12', cases: 1 },
        ],
        '2020-12-31',
    );
    assert.deepEqual([bars.length, bars[0].month, bars[119].month, earlier], [120, '2011-01', '2020-12', 7]);
    assert.deepEqual(trendOf([], '2020-12-31').bars, []);
    assert.deepEqual(
        trendOf(
            [
                { key: '', cases: 9 },
                { key: '2020-01', cases: 0 },
            ],
            null,
        ),
        { bars: [], earlier: 0, undated: 9 },
    );
});

const BARS = trendOf(
    [
        { key: '2025-01', cases: 1 },
        { key: '2025-12', cases: 1 },
    ],
    '2025-12-31',
).bars;

test('a period touches the months its days are in; one beside the data touches none', () => {
    assert.deepEqual(touched(BARS, { first: '2025-03-15', last: '2025-05-01' }), { from: 2, to: 4 });
    assert.deepEqual(touched(BARS, { first: null, last: '2025-02-01' }), { from: 0, to: 1 });
    assert.deepEqual(touched(BARS, { first: '2020-01-01', last: '2030-01-01' }), { from: 0, to: 11 });
    assert.equal(touched(BARS, { first: '2026-01-01', last: '2026-02-01' }), null);
    assert.equal(touched(BARS, { first: '2020-01-01', last: '2020-02-01' }), null);
    assert.equal(touched([], { first: null, last: null }), null);
});

test('months taken by dragging are whole months, from whichever side; the days taken touch the same months again', () => {
    assert.deepEqual(daysOf(BARS, 3, 1), { first: '2025-02-01', last: '2025-04-30' });
    for (let from = 0; from < 12; from++)
        for (let to = from; to < 12; to++) assert.deepEqual(touched(BARS, daysOf(BARS, to, from)), { from, to });
});

test('an end of the choice never passes the other, nor the bars', () => {
    const chosen = { from: 3, to: 6 };
    assert.deepEqual(endMoved('ArrowRight', 'from', chosen, 12), { from: 4, to: 6 });
    assert.deepEqual(endMoved('PageUp', 'from', chosen, 12), { from: 6, to: 6 });
    assert.deepEqual(endMoved('Home', 'to', chosen, 12), { from: 3, to: 3 });
    assert.deepEqual(endMoved('End', 'to', chosen, 12), { from: 3, to: 11 });
    assert.deepEqual(endMoved('PageDown', 'from', chosen, 12), { from: 0, to: 6 });
    assert.equal(endMoved('Tab', 'to', chosen, 12), null);
});

test('the scale begins at zero and ends round; years are written so that they do not touch', () => {
    assert.deepEqual([topOf([3, null, 87]), topOf([0, 0]), topOf([]), topOf([1000])], [100, 4, 4, 1000]);
    const many = trendOf(
        [
            { key: '2016-08', cases: 1 },
            { key: '2026-07', cases: 1 },
        ],
        '2026-07-31',
    ).bars;
    const years = yearsUnder(many, 6);
    assert.ok(years.length >= 3 && years.length <= 6);
    assert.ok(years.every(({ at, year }) => many[at].month.startsWith(year)));
    assert.ok(
        years.slice(1).every(({ at }, i) => at - years[i].at >= 18),
        JSON.stringify(years),
    );
    assert.deepEqual(yearsUnder(BARS.slice(3, 6), 6), [{ at: 0, year: '2025' }]);
});

test('of a week each hour has its place, and what has no hour or no day is counted apart', () => {
    const week = weekOf(
        [
            { key: '1-0', cases: 2 },
            { key: '7-23', cases: 5 },
            { key: '', cases: 9 },
        ],
        [
            { key: '1', cases: 4 },
            { key: '7', cases: 6 },
            { key: '', cases: 6 },
        ],
    );
    assert.deepEqual([week.cells[0][0], week.cells[6][23], week.cells[3][12]], [2, 5, 0]);
    assert.deepEqual([week.timed, week.untimed, week.undated], [7, 3, 6]);
    assert.deepEqual(week.days, [4, 0, 0, 0, 0, 0, 6]);
    assert.ok(isThin(week));
    assert.equal(isThin(weekOf([], [{ key: '1', cases: 4 }])), false);
    assert.deepEqual([weekdayText(0), weekdayText(6)], ['Monday', 'Sunday']);
});

test('a shade means the same share of an even spread whatever the number; none has no shade', () => {
    assert.deepEqual(
        [0, 4.9, 5, 10, 15, 20, 30, 900].map((cases) => shadeOf(cases, 10)),
        [0, 1, 2, 3, 4, 5, 6, 6],
    );
    for (const even of [0.3, 7, 1234])
        assert.deepEqual(
            [0.1, 0.5, 1, 1.5, 2, 3].map((share) => shadeOf(share * even, even)),
            [1, 2, 3, 4, 5, 6],
        );
    assert.equal(shadeOf(3, 0), 0);
});

test('keys lead through the week and never out of it', () => {
    const size = { rows: 7, columns: 24 };
    assert.deepEqual(cellMoved('ArrowUp', { row: 0, column: 5 }, size), { row: 0, column: 5 });
    assert.deepEqual(cellMoved('End', { row: 2, column: 5 }, size), { row: 2, column: 23 });
    assert.deepEqual(cellMoved('PageDown', { row: 2, column: 5 }, size), { row: 6, column: 5 });
    assert.equal(cellMoved('a', { row: 2, column: 5 }, size), null);
});

const square = (id, x, properties) => ({
    type: 'Feature',
    id,
    properties,
    geometry: {
        type: 'Polygon',
        coordinates: [
            [
                [x, 0],
                [x + 1, 0],
                [x + 1, 1],
                [x, 1],
                [x, 0],
            ],
        ],
    },
});

test(
    'the months of the hexagons add up, and one scale serves all of them: none has no colour, one the first, and beyond ' +
        'the last end the last',
    () => {
        const frames = framesOf({
            frames: ['2026-01', '2026-02'],
            features: [square('a', 0, { cases: 6, density: 12, frames: [4, 2] }), square('b', 1, { cases: 1, density: 3, frames: [0, 1] })],
        });
        assert.deepEqual(frames.totals, [4, 3]);
        assert.deepEqual(frames.months, ['2026-01', '2026-02']);
        assert.deepEqual([0, 1, 2, 3, 4, 9, 10, 30, 900].map(frameFill), [
            '',
            'seq-0',
            'seq-1',
            'seq-1',
            'seq-2',
            'seq-2',
            'seq-4',
            'seq-5',
            'seq-6',
        ]);
        assert.ok(FRAME_BREAKS.length <= 8);
        assert.deepEqual([frameAfter(0, 2), frameAfter(1, 2)], [1, null]);
        assert.deepEqual(framesOf({ features: [] }).months, []);
    },
);

test('comparisons end with the data, are of equal months or the same days a year before, and never share a day', () => {
    const of = (newest, key) => comparisonsAt(newest).find((one) => one.key === key);
    assert.deepEqual(of('2026-11-14', 'wholeMonth'), {
        key: 'wholeMonth',
        first: { first: '2026-09-01', last: '2026-09-30' },
        second: { first: '2026-10-01', last: '2026-10-31' },
    });
    assert.deepEqual(of('2026-11-14', 'month')?.second, { first: '2026-11-01', last: '2026-11-14' });
    assert.deepEqual(of('2026-11-14', 'quarter'), {
        key: 'quarter',
        first: { first: '2025-10-01', last: '2025-11-14' },
        second: { first: '2026-10-01', last: '2026-11-14' },
    });
    assert.equal(of('2016-08-31', 'month'), undefined); // the month is whole: it is the same as the last whole one
    assert.deepEqual(of('2016-08-31', 'wholeMonth')?.second, { first: '2016-08-01', last: '2016-08-31' });
    for (const newest of ['2024-02-29', '2026-01-01', '2026-12-31', '2025-03-31', '2026-11-14']) {
        for (const one of comparisonsAt(newest)) {
            assert.equal(whyNotCompared(one), null, `${newest} ${one.key}`);
            assert.ok(one.second.last <= newest);
            assert.equal(comparisonOf(one, newest), one.key);
            assert.deepEqual(readPeriods(writePeriods(one)), { first: one.first, second: one.second });
        }
    }
});

test('two periods that cannot be compared are refused with where and why', () => {
    const first = { first: '2026-01-01', last: '2026-01-31' };
    assert.deepEqual(whyNotCompared({ first, second: { first: '2026-01-31', last: '2026-02-10' } }), {
        at: 'first-first',
        what: 'overlap',
    });
    assert.deepEqual(whyNotCompared({ first, second: { first: '', last: '2026-02-10' } }), { at: 'second-first', what: 'missing' });
    assert.deepEqual(
        whyNotCompared({ first: { first: '2026-02-31', last: '2026-03-01' }, second: { first: '2026-04-01', last: '2026-04-02' } }),
        { at: 'first-first', what: 'missing' },
    );
    assert.deepEqual(
        whyNotCompared({ first: { first: '2026-01-09', last: '2026-01-01' }, second: { first: '2026-04-01', last: '2026-04-02' } }),
        { at: 'first-last', what: 'order' },
    );
    assert.equal(readPeriods('2026-01-01~2026-01-31'), null);
    assert.equal(readPeriods(null), null);
    assert.equal(askedAs(first), '2026-01-01..2026-02-01');
    assert.ok(areUneven({ first, second: { first: '2026-02-01', last: '2026-02-28' } }));
});

const one = (verdict, first, second, ratio) => ({ key: `${verdict}${first}`, verdict, first, second, ratio, low: null, high: null });

test(
    'verdicts are coloured by what is sure: strong from twice or half, neutral where it is not clear, hatched where there ' + 'are too few',
    () => {
        assert.deepEqual(
            [
                one('more', 10, 25, 2.5),
                one('more', 10, 15, 1.5),
                one('more', 0, 9, null),
                one('fewer', 20, 5, 0.25),
                one('fewer', 20, 14, 0.7),
                one('fewer', 9, 0, 0),
                one('unclear', 10, 30, 3),
                one('few', 1, 3, 3),
            ].map(fillOf),
            ['div-0', 'div-1', 'div-0', 'div-6', 'div-5', 'div-6', 'div-3', 'none hatched'],
        );
        const order = byVerdict([
            one('few', 1, 3, 3),
            one('unclear', 10, 30, 3),
            one('more', 10, 15, 1.5),
            one('fewer', 20, 5, 0.25),
            one('more', 0, 9, null),
            one('unclear', 100, 130, 1.3),
        ]);
        assert.deepEqual(
            order.map(({ key }) => key),
            ['more0', 'more10', 'fewer20', 'unclear100', 'unclear10', 'few1'],
        );
        assert.deepEqual(verdictsOf(order), { more: 2, fewer: 1, unclear: 2, few: 1 });
        assert.deepEqual([ratioText(2.8333), ratioText(31.4), fewerText(0.35)], ['2.8', '31', '65']);
    },
);

test('a comparison is said in words, and an interval that leaves one out but was one of many says why it is not clear', () => {
    const said = (verdict, first, second, ratio, low, high) =>
        comparedText({ key: '', verdict, first, second, ratio, low, high }, words.densityCompare);
    assert.equal(said('more', 12, 34, 2.8, 1.4, 6), '34 against 12: 2.8 times as many (1.4 to 6.0)');
    assert.equal(said('fewer', 34, 12, 0.35, 0.17, 0.7), '12 against 34: 65 % fewer (30 to 83 %)');
    assert.equal(said('fewer', 9, 0, 0, 0, 0.5), '0 against 9: 100 % fewer (50 to 100 %)');
    assert.equal(said('more', 0, 7, null, 1.2, null), '7 against 0: at least 1.2 times as many');
    assert.equal(said('unclear', 40, 36, 0.9, 0.6, 1.4), '36 against 40: between 0.6 and 1.4 times as many, so not clearly different');
    assert.equal(
        said('unclear', 565, 666, 1.18, 1.05, 1.32),
        '666 against 565: 1.1 to 1.3 times as many, but with so many compared at once that can be chance',
    );
    assert.equal(said('few', 1, 2, 2, 0.1, 99), '2 against 1: too few to say');
});

test('hot spots come surest first, and the surer the stronger; what is neither is left out', () => {
    const feature = (id, verdict, sureness, cases) => ({ id, properties: { verdict, sureness, cases } });
    const spots = spotsOf([
        feature('a', 'fewer', 99, 1),
        feature('b', 'more', 90, 50),
        feature('c', 'more', 99, 9),
        feature('d', 'unclear', 90, 3),
        feature('e', 'more', 99, 12),
    ]);
    assert.deepEqual(
        spots.map(({ key }) => key),
        ['e', 'c', 'b', 'a'],
    );
    assert.deepEqual(spots.map(spotFill), ['div-0', 'div-0', 'div-2', 'div-6']);
    assert.equal(spotFill(undefined), '');
    assert.deepEqual(
        classesOf(spots).map(({ verdict, sureness, count }) => [verdict, sureness, count]),
        [
            ['more', 99, 2],
            ['more', 90, 1],
            ['fewer', 99, 1],
        ],
    );
    assert.deepEqual(spotsOf([]), []);
    assert.deepEqual(
        gathered(spots, ({ key }) => ('ec'.includes(key) ? 'Ward 1' : 'Ward 2')).map(({ key, name, spots: own, cases }) => [
            key,
            name,
            own.length,
            cases,
        ]),
        [
            ['e', 'Ward 1', 2, 21],
            ['b', 'Ward 2', 2, 51],
        ],
    );
});

test('a hexagon is called by the area that holds its middle, whatever each is measured from', () => {
    const wards = shapesOf({ features: [square('1', 0, { name: 'Ward 1' }), square('2', 1, { name: 'Ward 2' })] }),
        small = shapesOf({ features: [square('h', 1.2, {})] });
    assert.equal(areaAround(wards, small, small.list[0]), 'Ward 2');
    assert.equal(areaAround(wards, shapesOf({ features: [square('h', 7, {})] }), shapesOf({ features: [square('h', 7, {})] }).list[0]), '');
    assert.equal(areaAround(null, small, small.list[0]), '');
});
