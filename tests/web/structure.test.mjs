import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import test from 'node:test';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../../wwwroot/', import.meta.url));
const files = readdirSync(join(root, 'js'), {recursive: true}).map(String).filter((name) => name.endsWith('.js'));
const text = (name) => readFileSync(join(root, name), 'utf8');
const importsOf = (name) => [...text(join('js', name)).matchAll(/(?:^|\n)\s*import\s+(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/g)].map(([, from]) => from);
const localsOf = (name) => importsOf(name).filter((from) => from.startsWith('.')).map((from) => relative(join(root, 'js'), resolve(join(root, 'js', dirname(name)), from)));
const inside = (folder) => (name) => name.startsWith(`${folder}/`);

test('only the map knows Leaflet, only the panels know Lit', () => {
  for (const name of files) {
    const from = importsOf(name);
    if (from.includes('leaflet')) assert.ok(inside('map')(name), `${name} imports Leaflet`);
    if (from.some((one) => one.startsWith('lit'))) assert.ok(inside('panels')(name), `${name} imports Lit`);
  }
});

test('map and panels never import each other, and pure imports only pure', () => {
  for (const name of files) {
    if (inside('map')(name)) assert.ok(!localsOf(name).some(inside('panels')), name);
    if (inside('panels')(name)) assert.ok(!localsOf(name).some(inside('map')), name);
    if (inside('pure')(name)) assert.ok(importsOf(name).every((from) => from.startsWith('./')), name);
  }
});

test('pure touches no page and asks nobody; only api.js asks', () => {
  for (const name of files) {
    const code = text(join('js', name)).replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
    if (inside('pure')(name)) assert.doesNotMatch(code, /\b(document|window|fetch|localStorage|navigator)\b/, name);
    if (name !== 'api.js') assert.doesNotMatch(code, /\bfetch\(|XMLHttpRequest|EventSource|sendBeacon/, name);
    assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|document\.write|\beval\(/, name);
    assert.doesNotMatch(code, /[^=!]==[^=]|!=[^=]/, `${name} uses == or !=`);
  }
});

test('the page itself carries nothing that its policy forbids', () => {
  const page = text('index.html');
  assert.doesNotMatch(page, /\sstyle=|\son\w+=|<style/);
  const inline = [...page.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>/g)];
  assert.equal(inline.length, 1);
  assert.match(inline[0][1], /type="importmap"/);
  assert.doesNotMatch(page, /https?:\/\//);
  for (const name of files.filter(inside('panels'))) assert.doesNotMatch(text(join('js', name)), /\sstyle=["$]/, name);
});

test('every module is preloaded, so that none is found out late', () => {
  const page = text('index.html');
  const preloaded = [...page.matchAll(/rel="modulepreload" href="js\/([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual([...preloaded].sort(), files.filter((name) => name !== 'theme.js' && name !== 'main.js').sort());
});

test('the lock file names no address', () => assert.doesNotMatch(text('package-lock.json'), /"resolved"/));
