import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { LANGUAGES } from '../../wwwroot/js/pure/languages.js';

const root = fileURLToPath(new URL('../../wwwroot/', import.meta.url));
const files = readdirSync(join(root, 'js'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.js'));
const text = (name) => readFileSync(join(root, name), 'utf8');
const codeOf = (name) => text(join('js', name)).replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*/g, '');
const importsOf = (name) =>
    [...text(join('js', name)).matchAll(/(?:^|\n)\s*import\s+(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/g)].map(([, from]) => from);
const localsOf = (name) =>
    importsOf(name)
        .filter((from) => from.startsWith('.'))
        .map((from) => relative(join(root, 'js'), resolve(join(root, 'js', dirname(name)), from)));
const exportsOf = (name) =>
    [...text(join('js', name)).matchAll(/(?:^|\n)\s*export\s+[^;]*?\sfrom\s+['"](\.[^'"]+)['"]/g)].map(([, from]) =>
        relative(join(root, 'js'), resolve(join(root, 'js', dirname(name)), from)),
    );
const latesOf = (name) =>
    [...codeOf(name).matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, from]) =>
        relative(join(root, 'js'), resolve(join(root, 'js', dirname(name)), from)),
    );
const inside = (folder) => (name) => name.startsWith(`${folder}/`);

const PAGE_FOLDERS = ['sign-in', 'account', 'accounts', 'gallery'],
    DRAWS = ['frame', 'features', 'parts', 'pages', ...PAGE_FOLDERS];

/** What a module may import beside its own folder, from the ground up; so there is no circle between folders. */
const FLOORS = {
    pure: [],
    words: ['pure'],
    core: ['pure', 'words'],
    parts: ['pure', 'core/part-words.js', 'core/resource.js'],
    map: ['pure', 'core'],
    frame: ['pure', 'core', 'parts'],
    features: ['pure', 'core', 'parts', 'map', 'frame', 'words'],
    pages: ['pure', 'core', 'parts', 'words'],
    gallery: ['pure', 'core', 'parts'],
    cities: ['core'],
    'sign-in': ['pure', 'core', 'parts', 'pages'],
    account: ['pure', 'core', 'parts', 'pages'],
    accounts: ['pure', 'core', 'parts', 'pages'],
};
const isIn = (folders, name) => folders.some((one) => name === one || inside(one)(name));
const folderOf = (name) => name.split('/')[0];

test('every folder imports only folders below it', () => {
    for (const name of files.filter((one) => one.includes('/'))) {
        const folder = folderOf(name),
            below = FLOORS[folder];
        assert.ok(below, `${name}: a folder of no floor`);
        for (const from of [...localsOf(name), ...exportsOf(name), ...latesOf(name)]) {
            // What numbers and days are said with is the one thing that pure takes from a catalogue; until another is set it is English.
            const isPhrases = name === 'pure/locale.js' && from === 'words/en-shared.js';
            assert.ok(isPhrases || isIn([folder, ...below], from), `${name} imports ${from}`);
        }
    }
    assert.deepEqual(
        files.filter((one) => !one.includes('/')),
        ['features.js', 'main.js', 'theme.js'],
    );
});

test('no feature imports another, and nothing but the list of features imports one', () => {
    const roomOf = (name) => name.split('/')[1];
    for (const name of files)
        for (const from of [...localsOf(name), ...exportsOf(name), ...latesOf(name)].filter(inside('features')))
            if (name === 'features.js') assert.match(from, /^features\/[a-z]+\/feature\.js$/);
            else assert.ok(inside('features')(name) && roomOf(name) === roomOf(from), `${name} imports ${from}`);
    const rooms = new Set(files.filter(inside('features')).map(roomOf));
    assert.deepEqual(localsOf('features.js').map(roomOf).sort(), [...rooms].sort(), 'a folder that the list does not name');
});

test('no module imports itself by way of others', () => {
    const done = new Set();
    const walk = (name, path) => {
        assert.ok(!path.includes(name), `a circle: ${[...path.slice(path.indexOf(name)), name].join(' > ')}`);
        if (done.has(name)) return;
        for (const next of [...localsOf(name), ...exportsOf(name)]) walk(next, [...path, name]);
        done.add(name);
    };
    for (const name of files) walk(name, []);
    assert.equal(done.size, files.length);
});

test('only the map imports Leaflet, only what draws imports Lit, and what a feature registers with needs neither', () => {
    const libraries = (name) => importsOf(name).filter((from) => !from.startsWith('.'));
    for (const name of files)
        for (const from of libraries(name))
            if (from === 'leaflet') assert.ok(inside('map')(name), `${name} imports Leaflet`);
            else if (from.startsWith('lit')) assert.ok(isIn(DRAWS, name), `${name} imports Lit`);
            else assert.ok(name === 'account/qr-code.js', `${name} imports ${from}`);
    for (const name of ['map/sheets.js', 'map/tools.js', 'core/registry.js', 'core/map-control.js'])
        assert.ok(!libraries(name).includes('leaflet'), name);
});

test('only the line chart names uPlot, and late', () => {
    for (const name of files) {
        if (name !== 'parts/line.js') assert.doesNotMatch(text(join('js', name)), /['"]uplot['"]/, name);
        assert.ok(!importsOf(name).includes('uplot'), name);
    }
});

test('pages without a map know neither the map nor its state, and none of them another', () => {
    for (const name of files.filter((one) => isIn(['pages', ...PAGE_FOLDERS], one)))
        for (const from of localsOf(name))
            assert.ok(!['core/store.js', 'core/actions.js', 'core/api.js', 'core/words.js'].includes(from), `${name} imports ${from}`);
});

test('pure touches no page and asks nobody; only core/session.js asks, and core/api.js sends files', () => {
    for (const name of files) {
        const code = codeOf(name);
        if (inside('pure')(name)) assert.doesNotMatch(code, /\b(document|window|fetch|localStorage|navigator)\b/, name);
        if (name !== 'core/session.js') assert.doesNotMatch(code, /\bfetch\(|EventSource|sendBeacon/, name);
        if (name !== 'core/api.js') assert.doesNotMatch(code, /XMLHttpRequest/, name);
        assert.doesNotMatch(code, /console\.(log|info|debug)/, name);
        assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.write|\beval\(/, name);
        assert.doesNotMatch(code, /[^=!]==[^=]|!=[^=]/, `${name} uses == or !=`);
    }
});

const PAGES = /** @type {const} */ ({
    'index.html': 'main.js',
    'sign-in.html': 'sign-in/main.js',
    'account.html': 'account/main.js',
    'accounts.html': 'accounts/main.js',
    'gallery.html': 'gallery/main.js',
});

test('the pages carry nothing that their policy forbids, and the one import map that it knows', () => {
    const maps = new Set();
    for (const page of Object.keys(PAGES)) {
        const html = text(page);
        assert.doesNotMatch(html, /\sstyle=|\son\w+=|<style/, page);
        const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>([^]*?)<\/script>/g)];
        assert.equal(inline.length, 1, page);
        assert.match(inline[0][1], /type="importmap"/);
        assert.doesNotMatch(html, /https?:\/\//, page);
        maps.add(inline[0][2]);
    }
    assert.equal(maps.size, 1, 'the import maps differ');
    for (const name of files.filter((one) => DRAWS.some((folder) => inside(folder)(one))))
        assert.doesNotMatch(text(join('js', name)), /\sstyle=["$]/, name);
});

test('every line ends at 140 columns; an import map and a preloaded address are as long as they are', () => {
    const tests = fileURLToPath(new URL('.', import.meta.url));
    const sheets = readdirSync(join(root, 'css')).map((name) => join(root, 'css', name));
    const pages = readdirSync(root)
        .filter((name) => name.endsWith('.html'))
        .map((name) => join(root, name));
    const own = readdirSync(tests)
        .filter((name) => name.endsWith('.mjs'))
        .map((name) => join(tests, name));
    const all = [...files.map((name) => join(root, 'js', name)), ...sheets, ...pages, ...own];
    assert.ok(all.length > 200, 'too few files were read');
    const long = all.flatMap((path) =>
        readFileSync(path, 'utf8')
            .split('\n')
            .flatMap((line, i) =>
                [...line].length > 140 && !/type="importmap"|rel="modulepreload"/.test(line) ? [`${relative(root, path)}:${i + 1}`] : [],
            ),
    );
    assert.deepEqual(long, []);
});

test('every form is sent by POST, so that no password gets into an address if a script fails', () => {
    for (const name of files)
        for (const [form] of text(join('js', name)).matchAll(/<form[^>]*>/g))
            if (/(parts|pages|sign-in|account|accounts)\//.test(name)) assert.match(form, /method="post"/, name);
});

test('every module of a page is preloaded, so that none is found out late', () => {
    const used = new Set(['theme.js']);
    for (const [page, entry] of Object.entries({ ...PAGES, 'cities.html': 'cities/main.js' })) {
        const reached = new Set([entry]);
        for (const name of reached) for (const next of [...localsOf(name), ...exportsOf(name)]) reached.add(next);
        for (const name of reached) used.add(name);
        reached.delete(entry);
        const preloaded = [...text(page).matchAll(/rel="modulepreload" href="js\/([^"]+)"/g)].map(([, name]) => name);
        assert.deepEqual([...preloaded].sort(), [...reached].sort(), page);
    }
    // and what is fetched when it is first wanted
    for (const name of used) for (const next of [...localsOf(name), ...exportsOf(name), ...latesOf(name)]) used.add(next);
    const foreign = new Set(
        LANGUAGES.slice(1).flatMap(({ tag }) => [
            `words/${tag}.js`,
            `words/${tag}-access.js`,
            `words/${tag}-shared.js`,
            `words/${tag}-parts.js`,
            `words/${tag}-density.js`,
        ]),
    ); // fetched when they are wanted
    assert.deepEqual(
        files.filter((name) => !used.has(name) && !foreign.has(name)),
        [],
        'modules that no page uses',
    );
});

test('the lock files name no address', () => {
    for (const lock of [join(root, 'package-lock.json'), fileURLToPath(new URL('package-lock.json', import.meta.url))])
        assert.doesNotMatch(readFileSync(lock, 'utf8'), /"resolved"/, lock);
});

test('no page loads the texts of another', () => {
    for (const page of Object.keys(PAGES)) assert.equal(text(page).includes('js/words/en.js'), page === 'index.html', page);
    for (const page of Object.keys(PAGES))
        assert.equal(text(page).includes('js/words/en-access.js'), !['index.html', 'gallery.html'].includes(page), page);
});

/** The values of a declaration, brackets kept whole. */
const valuesOf = (text) => text.match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];

test('the sheets know no left and right, so that they serve right to left too', () => {
    for (const name of readdirSync(join(root, 'css'))) {
        const sheet = text(join('css', name)).replace(/\/\*[^]*?\*\//g, '');
        for (const [, property, value] of sheet.matchAll(/[\s;{]([a-z-]+):\s*([^;{}]+)/g)) {
            assert.doesNotMatch(property, /(^|-)(left|right)(-|$)/, `${name}: ${property}`);
            if (property === 'text-align' || property === 'float') assert.doesNotMatch(value, /left|right/, name);
            const [, right, , left] = ['inset', 'margin', 'padding', 'border-width'].includes(property) ? valuesOf(value) : [];
            if (left !== undefined) assert.equal(left, right, `${name}: ${property}: ${value}`);
        }
    }
});
