import assert from 'node:assert/strict';
import test from 'node:test';
import { changedParts, live, onChange, PARTS, readChanged } from '../../wwwroot/js/core/changes.js';
import { Resource } from '../../wwwroot/js/core/resource.js';

/** A question whose answers are given by hand. */
function asked() {
    const open = [];
    const read = (signal) => new Promise((give, refuse) => open.push({ give, refuse, signal }));
    return { read, open };
}

const stateOf = ({ status, value, problem }) => ({ status, value, problem });

test('a resource is idle, then loading, then ready', async () => {
    const seen = [],
        resource = new Resource({ changed: ({ status, value }) => seen.push([status, value]) });
    assert.deepEqual(stateOf(resource), { status: 'idle', value: null, problem: null });
    assert.equal(await resource.want('a', async () => 1), true);
    assert.deepEqual(stateOf(resource), { status: 'ready', value: 1, problem: null });
    assert.deepEqual(seen, [
        ['loading', null],
        ['ready', 1],
    ]);
});

test('of two questions the later one wins, whichever answer comes first', async () => {
    for (const order of [
        [0, 1],
        [1, 0],
    ]) {
        const resource = new Resource(),
            { read, open } = asked();
        const first = resource.want('first', read),
            second = resource.want('second', read);
        assert.equal(open[0].signal.aborted, true, 'the request that nobody waits for is ended');
        assert.equal(open[1].signal.aborted, false);
        for (const i of order) open[i].give(i === 0 ? 'old' : 'new');
        assert.deepEqual([await first, await second], [false, true]);
        assert.equal(resource.value, 'new');
    }
});

test('a late failure of an older question does not touch the newer answer', async () => {
    const resource = new Resource(),
        { read, open } = asked();
    const first = resource.want('first', read),
        second = resource.want('second', read);
    open[1].give('new');
    assert.equal(await second, true);
    open[0].refuse(new Error('late'));
    assert.equal(await first, false);
    assert.deepEqual(stateOf(resource), { status: 'ready', value: 'new', problem: null });
});

test('the same key is asked once while it is on its way and once it is there', async () => {
    const resource = new Resource(),
        { read, open } = asked();
    const first = resource.want({ layer: 'wards', at: null }, read),
        second = resource.want({ layer: 'wards', at: null }, read);
    assert.equal(open.length, 1);
    open[0].give('answer');
    assert.deepEqual([await first, await second], [true, true]);
    assert.equal(await resource.want({ layer: 'wards', at: null }, read), true);
    assert.equal(open.length, 1);
});

test('the old value stays while the next one loads, unless it is said not to', async () => {
    const resource = new Resource(),
        { read } = asked();
    await resource.want('a', async () => 1);
    resource.want('b', read);
    assert.deepEqual(stateOf(resource), { status: 'loading', value: 1, problem: null });
    resource.want('c', read, { keep: false });
    assert.deepEqual(stateOf(resource), { status: 'loading', value: null, problem: null });
});

test('a failure after a success keeps the value, says the problem, and is asked again only on demand', async () => {
    const resource = new Resource({ problemOf: ({ message }) => `Couldn't load: ${message}.` });
    let calls = 0;
    const read = async () => {
        calls += 1;
        if (calls === 1) throw new Error('down');
        return 2;
    };
    await resource.want('a', async () => 1);
    assert.equal(await resource.want('b', read), false);
    assert.deepEqual(stateOf(resource), { status: 'failed', value: 1, problem: "Couldn't load: down." });
    assert.equal(await resource.want('b', read), false);
    assert.equal(calls, 1);
    assert.equal(await resource.again(), true);
    assert.deepEqual(stateOf(resource), { status: 'ready', value: 2, problem: null });
});

test('what is cleared knows nothing, and an answer on its way does not come back', async () => {
    const resource = new Resource(),
        { read, open } = asked();
    const waiting = resource.want('a', read);
    resource.clear();
    open[0].give('late');
    assert.equal(await waiting, false);
    assert.deepEqual(stateOf(resource), { status: 'idle', value: null, problem: null });
    assert.equal(await resource.again(), false);
    resource.want('a', read);
    assert.equal(open.length, 2, 'after clearing, the same key is asked again');
});

test('a next page is joined to the first, and reading again begins at the first', async () => {
    const resource = new Resource();
    const join = (before, more) => ({ rows: [...before.rows, ...more.rows], next: more.next });
    await resource.want('list', async () => ({ rows: [1, 2], next: 'b' }));
    await resource.extend(async () => ({ rows: [3], next: null }), join);
    assert.deepEqual(resource.value, { rows: [1, 2, 3], next: null });
    await resource.again();
    assert.deepEqual(resource.value, { rows: [1, 2], next: 'b' });
});

test('a page that fails leaves the rows before it', async () => {
    const resource = new Resource();
    await resource.want('list', async () => [1]);
    await resource.extend(
        async () => {
            throw new Error('down');
        },
        (before) => before,
    );
    assert.deepEqual(stateOf(resource), { status: 'failed', value: [1], problem: 'down' });
});

test('an answer that is kept elsewhere is put in, and ends what was on its way', async () => {
    const resource = new Resource(),
        { read, open } = asked();
    const waiting = resource.want('a', read);
    resource.put('b', 'kept', read);
    open[0].give('late');
    assert.equal(await waiting, false);
    assert.deepEqual([resource.key, resource.value, resource.status], ['b', 'kept', 'ready']);
});

test('parts that changed are those whose stamp moved; without parts a new version changes all', () => {
    const parts = { geography: 3, partners: 7, cases: 2 };
    assert.deepEqual(changedParts({ version: 7, parts }, { version: 8, parts: { ...parts, partners: 8 } }), ['partners']);
    assert.deepEqual(changedParts({ version: 7, parts }, { version: 7, parts }), []);
    assert.deepEqual(
        changedParts({ version: 9, parts }, { version: 6, parts: { ...parts, cases: 1 } }),
        ['cases'],
        'a backup was restored',
    );
    assert.deepEqual(changedParts({ version: 7 }, { version: 8 }), [...PARTS]);
    assert.deepEqual(changedParts({ version: 7 }, { version: 7 }), []);
    assert.deepEqual(changedParts({ version: 7 }, { version: 8, parts }), [...PARTS], 'the server was upgraded meanwhile');
});

test('only what is made of a changed part is read again, and nothing that was cleared', async () => {
    const read = { outlines: 0, partners: 0, cases: 0 };
    const make = (name, parts) => {
        const resource = new Resource({ parts, live });
        resource.want(name, async () => (read[name] += 1));
        return resource;
    };
    const outlines = make('outlines', ['geography']),
        partners = make('partners', ['partners']),
        cases = make('cases', ['cases', 'geography']);
    const forgotten = [],
        stop = onChange(['geography'], () => forgotten.push('geography'));
    readChanged(['partners']);
    assert.deepEqual([read, forgotten], [{ outlines: 1, partners: 2, cases: 1 }, []]);
    readChanged(['geography']);
    assert.deepEqual([read, forgotten], [{ outlines: 2, partners: 2, cases: 2 }, ['geography']]);
    stop();
    for (const resource of [outlines, partners, cases]) resource.clear();
    readChanged(PARTS);
    assert.deepEqual([read, forgotten], [{ outlines: 2, partners: 2, cases: 2 }, ['geography']]);
    assert.equal(live.size, 0);
});
