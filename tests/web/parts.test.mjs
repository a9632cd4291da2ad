import assert from 'node:assert/strict';
import test from 'node:test';
import { isAccepted } from '../../wwwroot/js/pure/accepted.js';
import { csvCell, csvPieces } from '../../wwwroot/js/pure/csv.js';
import { numberText } from '../../wwwroot/js/pure/format.js';
import { against, isNamed, placeOn, roundAbove, scaleOf, standingOf, stepsOf } from '../../wwwroot/js/pure/measures.js';
import { daysIn, periodsAt, presetOf, whyNoPeriod } from '../../wwwroot/js/pure/periods.js';
import { found, nextSort, ordered, writtenIn } from '../../wwwroot/js/pure/sorting.js';
import { movedBy, rowsInView, scrolledTo, TALLEST } from '../../wwwroot/js/pure/virtual.js';

const whole = (work) => {
    for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
};

test('of 100,000 rows only those in view are drawn, wherever one scrolls', () => {
    for (const scrolled of [0, 1, 43.5, 2_000_000, 4_399_500, 9e9, -50]) {
        const { first, end, tall, at } = rowsInView({ count: 100_000, rowHeight: 44, scrolled, seen: 500 });
        assert.ok(end - first <= 26, `${scrolled}: ${end - first}`);
        assert.equal(tall, 4_400_000);
        const top = Math.min(Math.max(0, scrolled), tall - 500);
        assert.ok(at(first) <= top && at(end) >= Math.min(tall, top + 500), String(scrolled));
    }
    assert.deepEqual(rowsInView({ count: 0, rowHeight: 44, scrolled: 0, seen: 500 }).end, 0);
    assert.deepEqual(
        [rowsInView({ count: 3, rowHeight: 44, scrolled: 0, seen: 500 })].map(({ first, end, tall }) => [first, end, tall]),
        [[0, 3, 132]],
    );
});

test('rows beyond what a browser can stack are still all reached', () => {
    const view = { count: 5_000_000, rowHeight: 44, seen: 500 };
    assert.equal(rowsInView({ ...view, scrolled: 0 }).tall, TALLEST);
    const last = rowsInView({ ...view, scrolled: TALLEST });
    assert.equal(last.end, view.count);
    assert.ok(Math.abs(last.at(view.count) - TALLEST) < 0.01);
    const there = scrolledTo({ ...view, scrolled: 0 }, 4_000_000),
        { first, end, at } = rowsInView({ ...view, scrolled: there });
    assert.ok(first <= 4_000_000 && end > 4_000_000);
    assert.ok(at(4_000_000) >= there - 0.01 && at(4_000_001) <= there + 500.01);
});

test('a row is scrolled to by as little as possible', () => {
    const view = { count: 1000, rowHeight: 40, scrolled: 400, seen: 400 };
    assert.equal(scrolledTo(view, 12), 400);
    assert.equal(scrolledTo(view, 9), 360);
    assert.equal(scrolledTo(view, 20), 440);
    assert.equal(scrolledTo(view, 999), 39_600);
    assert.equal(scrolledTo({ ...view, count: 2 }, 1), 0);
});

test('keys lead through head and rows, and never out of them', () => {
    const size = { rows: 100, columns: 4, page: 10 },
        from = { row: 5, column: 2 };
    assert.deepEqual(movedBy('ArrowDown', false, from, size), { row: 6, column: 2 });
    assert.deepEqual(movedBy('ArrowUp', false, { row: 0, column: 2 }, size), { row: -1, column: 2 });
    assert.deepEqual(movedBy('ArrowUp', false, { row: -1, column: 2 }, size), { row: -1, column: 2 });
    assert.deepEqual(movedBy('PageUp', false, from, size), { row: 0, column: 2 });
    assert.deepEqual(movedBy('PageDown', false, { row: 95, column: 0 }, size), { row: 99, column: 0 });
    assert.deepEqual(movedBy('Home', false, from, size), { row: 5, column: 0 });
    assert.deepEqual(movedBy('End', false, from, size), { row: 5, column: 3 });
    assert.deepEqual(movedBy('Home', true, from, size), { row: 0, column: 0 });
    assert.deepEqual(movedBy('End', true, from, size), { row: 99, column: 3 });
    assert.deepEqual(movedBy('ArrowRight', false, { row: 1, column: 3 }, size), { row: 1, column: 3 });
    assert.deepEqual(movedBy('ArrowDown', false, { row: -1, column: 0 }, { ...size, rows: 0 }), { row: -1, column: 0 });
    assert.equal(movedBy('a', false, from, size), null);
});

const NAME = { key: 'name', name: 'Name', value: (row) => row.name },
    SIZE = { key: 'size', name: 'Size', kind: /** @type {const} */ ('number'), value: (row) => row.size, text: (row) => `${row.size} m` };

test('sorting counts as people do, keeps ties in their order and puts empty cells last', () => {
    const rows = [
        { name: 'Ward 10', size: 3 },
        { name: 'Ward 2', size: null },
        { name: 'ward 2', size: 3 },
        { name: '', size: 1 },
        { name: 'Élan', size: NaN },
    ];
    const all = Uint32Array.from(rows.keys()),
        by = (column, down) => [...whole(ordered(all, rows, column, down))];
    assert.deepEqual(by(NAME, false), [4, 1, 2, 0, 3]);
    assert.deepEqual(by(NAME, true), [0, 1, 2, 4, 3]);
    assert.deepEqual(by(SIZE, false), [3, 0, 2, 1, 4]);
    assert.deepEqual(by(SIZE, true), [0, 2, 3, 1, 4]);
    assert.deepEqual([...whole(ordered(new Uint32Array(), rows, NAME, false))], []);
});

test('sorting a hundred thousand rows rests often, and is right', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ size: (i * 7919) % 1009 }));
    const work = ordered(Uint32Array.from(rows.keys()), rows, SIZE, false);
    let rests = 0,
        step = work.next();
    for (; !step.done; step = work.next()) rests += 1;
    assert.ok(rests > 500, String(rests));
    const order = /** @type {Uint32Array} */ (step.value);
    for (let i = 1; i < order.length; i++)
        assert.ok(
            rows[order[i - 1]].size < rows[order[i]].size || (rows[order[i - 1]].size === rows[order[i]].size && order[i - 1] < order[i]),
            String(i),
        );
});

test('the filter reads every text as it is shown, whatever case or accents', () => {
    const rows = [
            { name: 'Casa Élan', size: 12 },
            { name: 'Harbour House', size: 5 },
        ],
        known = [];
    const by = (query) => [...whole(found(rows, [NAME, SIZE], query, known))];
    assert.deepEqual(by(''), [0, 1]);
    assert.deepEqual(by('elan CASA'), [0]);
    assert.deepEqual(by('12'), [], 'numbers are not searched');
    assert.equal(known.length, 2);
});

test('a head is pressed thrice: up, down, as it came', () => {
    assert.deepEqual(nextSort(null, 'a'), { key: 'a', down: false });
    assert.deepEqual(nextSort({ key: 'a', down: false }, 'a'), { key: 'a', down: true });
    assert.equal(nextSort({ key: 'a', down: true }, 'a'), null);
    assert.deepEqual(nextSort({ key: 'b', down: true }, 'a'), { key: 'a', down: false });
});

test('a table is written as it is shown, and no cell runs in a spreadsheet', () => {
    const rows = [
        { name: '=1+1', size: -2 },
        { name: 'A "b", c', size: 3 },
    ];
    assert.equal(
        [
            ...csvPieces(['Name', 'Size'], Uint32Array.of(1, 0), (place) => [NAME, SIZE].map((column) => writtenIn(column, rows[place]))),
        ].join(''),
        'Name,Size\r\n"A ""b"", c",3\r\n\'=1+1,-2\r\n',
    );
    assert.deepEqual(['-2', '+3.5', '-1e-7', '-2+3', '+1 555', '@a', '\tx', '=x', null, 0].map(csvCell), [
        '-2',
        '+3.5',
        '-1e-7',
        "'-2+3",
        "'+1 555",
        "'@a",
        "'\tx",
        "'=x",
        '',
        '0',
    ]);
});

test('periods end where people mean them to', () => {
    const at = (today) => Object.fromEntries(periodsAt(today).map(({ key, first, last }) => [key, `${first} ${last}`]));
    assert.deepEqual(at('2024-03-15'), {
        days7: '2024-03-09 2024-03-15',
        days30: '2024-02-15 2024-03-15',
        days90: '2023-12-17 2024-03-15',
        thisMonth: '2024-03-01 2024-03-15',
        lastMonth: '2024-02-01 2024-02-29',
        thisYear: '2024-01-01 2024-03-15',
        lastYear: '2023-01-01 2023-12-31',
        months12: '2023-03-16 2024-03-15',
    });
    assert.equal(at('2024-01-31').lastMonth, '2023-12-01 2023-12-31');
    assert.equal(daysIn({ first: '2024-02-15', last: '2024-03-15' }), 30);
    assert.equal(presetOf({ first: '2024-03-09', last: '2024-03-15' }, '2024-03-15'), 'days7');
    assert.equal(presetOf({ first: '2024-03-08', last: '2024-03-15' }, '2024-03-15'), null);
    assert.equal(presetOf(null, '2024-03-15'), null);
});

test('a period that cannot be says at which end and why', () => {
    const why = (first, last, limits) => {
        const found = whyNoPeriod(first, last, limits);
        return found && `${found.at} ${found.what}`;
    };
    assert.equal(why('2024-01-01', '2024-01-01'), null);
    assert.equal(why('', '2024-01-01'), 'first missing');
    assert.equal(why('2024-01-01', '2024-02-30'), 'last missing');
    assert.equal(why('2024-02-01', '2024-01-01'), 'last order');
    assert.equal(why('2019-01-01', '2024-01-01', { earliest: '2020-01-01' }), 'first early');
    assert.equal(why('2024-01-01', '2026-01-01', { latest: '2025-01-01' }), 'last late');
});

test('files are wanted by ending or kind', () => {
    assert.ok(isAccepted({ name: 'A.CSV', type: '' }, ['.csv', '.csv.gz']));
    assert.ok(isAccepted({ name: 'a.csv.gz', type: '' }, ['.csv', '.csv.gz']));
    assert.ok(!isAccepted({ name: 'a.pdf', type: 'application/pdf' }, ['.csv', 'image/*']));
    assert.ok(isAccepted({ name: 'a', type: 'image/png' }, ['image/*']));
    assert.ok(isAccepted({ name: 'a', type: '' }, []));
});

test('numbers stand on a round scale, and a true zero is not a missing one', () => {
    assert.deepEqual([0.3, 1, 3, 24, 26, 99, 1200].map(roundAbove), [0.5, 1, 5, 25, 50, 100, 2000]);
    assert.deepEqual(scaleOf([3, null, 42]), [0, 50]);
    assert.deepEqual(scaleOf([-3, 42]), [-5, 50]);
    assert.deepEqual(scaleOf([0, null]), [0, 1]);
    assert.deepEqual(
        [0, 25, 60].map((number) => placeOn(number, [0, 50])),
        [0, 50, 100],
    );
    assert.equal(standingOf(null, ''), 'none');
    assert.equal(standingOf(0, ''), 'zero');
    assert.equal(standingOf(3, 'suppressed'), 'suppressed');
    assert.equal(standingOf(3, ''), 'value');
});

test('over and under a target are good or not as the target is meant', () => {
    assert.deepEqual(against(92, 80, 'more'), { side: 'over', by: 12, good: true });
    assert.deepEqual(against(68.1, 80, 'more'), { side: 'under', by: 11.9, good: false });
    assert.deepEqual(against(6, 5, 'less'), { side: 'over', by: 1, good: false });
    assert.deepEqual(against(5, 5, 'less'), { side: 'at', by: 0, good: true });
});

test('numbers are written for reading', () => {
    assert.deepEqual(
        [0, 1204, 3.14159, -2.5, 1e6].map((number) => numberText(number)),
        ['0', '1,204', '3.14', '\u22122.5', '1,000,000'],
    );
    assert.deepEqual(
        [3, -0.04, 12.06].map((number) => numberText(number, 1)),
        ['3.0', '0.0', '12.1'],
    );
});

test('a palette is used from end to end, and the ends of its classes are named where there is room', () => {
    assert.deepEqual([1, 2, 3, 5, 7].map(stepsOf), [[3], [0, 6], [0, 3, 6], [0, 2, 3, 5, 6], [0, 1, 2, 3, 4, 5, 6]]);
    const named = (texts) => texts.filter((_, i) => isNamed(i, texts));
    assert.deepEqual(named(['0', '10', '20']), ['0', '10', '20']);
    assert.deepEqual(named(['0', '5', '10', '25', '50', '100', '250', '1,200', '12,000']), ['0', '10', '50', '250', '12,000']);
});
