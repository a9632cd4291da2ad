import assert from 'node:assert/strict';
import test from 'node:test';
import './libraries.mjs';

// What of a browser the address and the title need.
const written = [];
Object.assign(globalThis, {
    location: { hash: '' },
    history: { pushState: (_, __, hash) => written.push(hash), replaceState: (_, __, hash) => written.push(hash) },
    window: { addEventListener() {} },
});
await import('../../wwwroot/js/features.js');
const { addFeature, allFeatures, maySee, screenOf, screensFor, tabOf } = await import('../../wwwroot/js/core/registry.js');
const { readChanged } = await import('../../wwwroot/js/core/changes.js');
const { startLink } = await import('../../wwwroot/js/core/link.js');
const { startLists } = await import('../../wwwroot/js/core/lists.js');
const { openTab } = await import('../../wwwroot/js/core/actions.js');
const { store } = await import('../../wwwroot/js/core/store.js');
const { addSheet, hasFigures } = await import('../../wwwroot/js/map/sheets.js');
const { addTool, clickTools, tipOfTools } = await import('../../wwwroot/js/map/tools.js');

const reads = [];

// A tab that nobody knows: what a folder under features would say, and nothing else.
addFeature({
    key: 'shelters',
    order: 65,
    needs: 'readPartners',
    title: 'Shelters',
    icon: 'pin',
    screen: { key: 'shelters', icon: 'pin', title: 'Shelters' },
    panel: 'tm-shelters',
    state: { shelterKind: 'all' },
    list: {
        name: 'shelters',
        parts: ['partners'],
        keys: ['shelterKind'],
        async read(after) {
            reads.push([store.get().shelterKind, after]);
            return { rows: [{ id: `S${reads.length}` }], next: null };
        },
    },
    link: {
        keys: ['shelterKind'],
        read: (field) => ({ shelterKind: field('shelter') || 'all' }),
        write: ({ shelterKind }) => (shelterKind === 'all' ? [] : [['shelter', shelterKind]]),
    },
    target: ({ item }) => (item ? { lon: -73, lat: 40, zoom: 15 } : null),
});

test('a tab that is added stands in the rail for those who may see it, in its order', () => {
    const keys = (permissions) => screensFor(permissions).map(({ key }) => key);
    assert.deepEqual(keys(['lookUp', 'readPartners']), ['map', 'turfs', 'density', 'partners', 'shelters', 'settings']);
    assert.ok(!keys(['lookUp']).includes('shelters'));
    assert.equal(screenOf('shelters')?.title, 'Shelters');
    assert.equal(maySee('shelters', ['lookUp']), false);
    assert.equal(tabOf('shelters'), 'shelters');
});

test('its state, address and list work without a line elsewhere', async () => {
    location.hash = '#tab=shelters&shelter=winter';
    startLink();
    assert.deepEqual([store.get().tab, store.get().shelterKind], ['shelters', 'winter']);
    startLists();
    store.set({ me: { permissions: ['lookUp', 'readPartners'] } });
    assert.equal(store.get().lists.shelters.status, 'loading');
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(store.get().lists.shelters, { status: 'ready', rows: [{ id: 'S1' }], next: null, problem: null });
    store.set({ shelterKind: 'all' });
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(written.at(-1), '#tab=shelters');
    assert.deepEqual(store.get().lists.shelters.rows, [{ id: 'S2' }]);
    assert.deepEqual(reads, [
        ['winter', null],
        ['all', null],
    ]);
});

test('its list is read again when its own part changes and it is open, and forgotten when it is not', async () => {
    const count = reads.length;
    readChanged(['cases', 'geography']);
    assert.equal(reads.length, count);
    readChanged(['partners']);
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(reads.length, count + 1);
    openTab('turfs');
    readChanged(['partners']);
    assert.equal(reads.length, count + 1);
    assert.equal(store.get().lists.shelters, undefined);
    openTab('shelters');
    assert.equal(reads.length, count + 2);
});

test('what it draws on the map and what a press there means are added too', () => {
    addSheet({ pane: 'dots', keys: ['tab'], holds: ({ tab }) => tab === 'shelters', draw: () => {} });
    assert.deepEqual([hasFigures({ tab: 'shelters', dots: null }), hasFigures({ tab: 'turfs', dots: null })], [true, false]);
    const taken = [];
    addTool({
        click: (at, { tab }) => tab === 'shelters' && taken.push(at) > 0,
        tip: ({ lon }) => (lon < 0 ? ['Shelter', '12 beds'] : null),
    });
    const at = { lon: -73, lat: 40, zoom: 12 };
    assert.deepEqual([clickTools(at, { tab: 'shelters' }), clickTools(at, { tab: 'turfs' })], [true, false]);
    assert.deepEqual(taken, [at]);
    assert.deepEqual([tipOfTools(at, {}), tipOfTools({ ...at, lon: 1 }, {})], [['Shelter', '12 beds'], null]);
});

test('two tabs of one name, and a key of the state that is taken, are refused', () => {
    const [first] = allFeatures();
    assert.throws(() => addFeature(first), /There is a tab place already/);
    assert.throws(() => addFeature({ ...first, key: 'other', state: { tab: 1 } }), /has a tab already/);
});

test('the whole state is data: JSON writes and reads it again', () =>
    assert.deepEqual(JSON.parse(JSON.stringify(store.get())), store.get()));
