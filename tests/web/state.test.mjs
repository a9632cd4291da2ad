import assert from 'node:assert/strict';
import test from 'node:test';

import { createStore, store as page } from '../../wwwroot/js/core/store.js';

test('listeners hear of their own keys only, and of nothing that stayed the same', () => {
    const store = createStore({ a: 1, b: 1 }),
        heard = [];
    store.on(['a'], (state) => heard.push(state.a));
    store.set({ b: 2 });
    store.set({ a: 1 });
    store.set({ a: 2 });
    assert.deepEqual(heard, [2]);
});

test('a change made while telling is told after the first, to everyone', () => {
    const store = createStore({ a: 0, b: 0 }),
        heard = [];
    store.on(['a'], (state) => {
        if (state.a === 1) store.set({ b: 1 });
    });
    store.on(['a', 'b'], (state, changed) => heard.push([...changed].join()));
    store.set({ a: 1 });
    assert.deepEqual(heard, ['a', 'b']);
});

test('who stops listening hears no more, and a listener that fails does not silence the store', () => {
    const store = createStore({ a: 0 });
    let heard = 0;
    const stop = store.on(['a'], () => {
        heard += 1;
    });
    store.set({ a: 1 });
    stop();
    store.set({ a: 2 });
    assert.equal(heard, 1);
    store.on(['a'], () => {
        throw new Error('broken');
    });
    assert.throws(() => store.set({ a: 3 }), /broken/);
    store.on(['a'], () => {
        heard += 1;
    });
    assert.throws(() => store.set({ a: 4 }), /broken/);
});

test('a feature adds keys of its own, and none that is there', () => {
    const store = createStore({ a: 1 });
    store.extend({ b: 2 });
    assert.deepEqual(store.get(), { a: 1, b: 2 });
    assert.throws(() => store.extend({ b: 3 }), /has a b already/);
});

test('the first state is data: JSON writes and reads it again', () => assert.deepEqual(JSON.parse(JSON.stringify(page.get())), page.get()));
