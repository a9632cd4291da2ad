import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../wwwroot/', import.meta.url));
const text = (name) => readFileSync(join(root, name), 'utf8');
const pages = readdirSync(root).filter((name) => name.endsWith('.html'));
const found = (html, pattern) => [...html.matchAll(pattern)].map(([, name]) => name);

/** The name of the pages as they lie, by which the service knows whether the bundle was made of them. */
function nameOfSources() {
    const inFolder = (folder) =>
        readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
            .filter((file) => file.isFile() && !file.name.startsWith('.'))
            .map((file) => relative(root, join(file.parentPath ?? file.path, file.name)).replaceAll('\\', '/'));
    const hash = createHash('sha256');
    for (const name of [...pages, ...['css', 'js', 'lib'].filter((folder) => existsSync(join(root, folder))).flatMap(inFolder)].sort())
        hash.update(name).update(readFileSync(join(root, name)));
    return hash.digest('hex').slice(0, 16);
}

const isThere = existsSync(join(root, 'built/sources')) && text('built/sources') === nameOfSources();
const skip = !isThere && process.env.CI !== 'true' && 'the pages were not bundled since they changed: build TurfMap.App';

/** What a bundled file imports before it runs, itself included. */
function closureOf(first) {
    const reached = new Set([first]);
    for (const name of reached)
        for (const next of found(text(name), /(?:^|[;}\n])(?:import|export)\s*(?:[\w$*{][^"'()]*?from\s*)?"\.\/([^"]+\.js)"/g))
            reached.add(`built/${next}`);
    return reached;
}

test('the bundle was made of the pages as they lie', { skip }, () => assert.equal(text('built/sources'), nameOfSources()));

test('a bundled page names one sheet, one module and all that this imports, and nothing that its policy forbids', { skip }, () => {
    for (const page of pages) {
        const html = text(`built/${page}`);
        const [script, ...others] = found(html, /<script type="module" src="([^"]+)"/g);
        assert.deepEqual(others, [], page);
        assert.equal(found(html, /<link rel="stylesheet" href="(built\/[^"]+\.css)">/g).length, 1, page);
        assert.equal(found(html, /(rel="stylesheet")/g).length, 1, page);
        assert.doesNotMatch(html, /importmap|<script(?![^>]* src=)|\sstyle=|\son\w+=|<style|https?:\/\/|\.map"/, page);
        const preloaded = found(html, /rel="modulepreload" href="([^"]+)"/g);
        assert.deepEqual([...preloaded, script].sort(), [...closureOf(script)].sort(), page);
        assert.ok(preloaded.length <= 3, `${page} loads ${preloaded.length + 1} modules`);
        for (const name of found(html, /(?:href|src)="((?:built|js|css|lib)\/[^"]+)"/g))
            assert.ok(existsSync(join(root, name)), `${page} names ${name}`);
    }
});

test('what a bundled page shows of the source page stays word for word', { skip }, () => {
    const body = (html) => html.slice(html.indexOf('<body>'));
    for (const page of pages) assert.equal(body(text(`built/${page}`)), body(text(page)), page);
});

test('languages and views that are wanted late are no part of what a page loads at once', { skip }, () => {
    for (const page of pages) {
        const html = text(`built/${page}`);
        const [script] = found(html, /<script type="module" src="([^"]+)"/g);
        const atOnce = [...closureOf(script)].map(text).join('');
        assert.doesNotMatch(atOnce, /¿|Ciudades/, `${page} carries Spanish texts`);
        if (page !== 'gallery.html') assert.doesNotMatch(atOnce, /uPlot|uplot/, `${page} carries the charts`);
        if (page === 'index.html')
            for (const late of ['tm-density', 'tm-figures']) assert.doesNotMatch(atOnce, new RegExp(`define\\("${late}"`), late);
        const { en, es } = JSON.parse(found(html, /data-texts='([^']+)'/g)[0]);
        assert.deepEqual(en, [], page);
        assert.match(es.map((name) => text(name.slice(3))).join(''), /[áéíóúñ¿]/, `${page} has no Spanish texts on their way`);
    }
});

test('every bundled script and sheet has its packed form and a map that leads to the files as they lie', { skip }, () => {
    const files = readdirSync(join(root, 'built')).filter((name) => /\.(js|css)$/.test(name));
    assert.ok(files.length > pages.length * 2);
    for (const name of files) {
        assert.deepEqual(brotliDecompressSync(readFileSync(join(root, 'built', `${name}.br`))).toString(), text(`built/${name}`), name);
        const { sources, sourcesContent } = JSON.parse(text(`built/${name}.map`));
        assert.equal(sourcesContent.length, sources.length, name);
        for (const source of sources.filter((one) => one.startsWith('../')))
            assert.ok(existsSync(join(root, 'built', source)), `${name} comes from ${source}`);
    }
});
