// Makes one bundle for each page of wwwroot, in wwwroot/built: its scripts, its styles, and the page that names them.
//   node bundle.mjs WWWROOT MODULES     MODULES is the folder in whose node_modules esbuild lies
// What a page is made of stands in the page itself: its module, its sheets and its import map. Nothing here knows the scripts' folders.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [root, modules] = process.argv.slice(2).map((folder) => resolve(folder));
const { build } = createRequire(join(modules, 'package.json'))('esbuild');
const BUILT = 'built';
const SCRATCH = 'built.new';

const read = (name) => readFileSync(join(root, name), 'utf8');
const nameOf = (path) => relative(root, path).replaceAll('\\', '/');

/** What a page says it is made of. */
function partsOf(page) {
    const html = read(page);
    const found = (pattern) => [...html.matchAll(pattern)].map(([, name]) => name);
    const [map] = found(/<script type="importmap">(.*?)<\/script>/gs);
    const [script] = found(/<script type="module" src="([^"]+)">/g);
    return { html, script, sheets: found(/<link rel="stylesheet" href="([^"]+)">/g), imports: map ? JSON.parse(map).imports : {} };
}

/** Finds libraries as a browser does, by the page's import map, so that the bundle holds the very files that the page alone would load. */
const byImportMap = (imports) => ({
    name: 'import map',
    setup({ onResolve }) {
        const folders = Object.keys(imports).filter((name) => name.endsWith('/'));
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
            if (kind === 'entry-point') return undefined;
            const [folder] = folders.filter((name) => path.startsWith(name)).sort((a, b) => b.length - a.length);
            const file = imports[path] ?? (folder && imports[folder] + path.slice(folder.length));
            return file ? { path: join(root, file) } : { errors: [{ text: `No import map leads to ${path}` }] };
        });
    },
});

const SHARED = 'shared';
const TIED = 'tied:';

/**
 * Reads our modules with what the bundle needs beside their text.
 * @param {Map<string, string[]>} ties @param {Set<string>} loaded
 * @param {{name: string, by: string, key: string}[]} [chosen] is told of the modules that are chosen by a name
 */
const asBundled = (ties, loaded, chosen = []) => ({
    name: 'ours',
    setup({ onLoad, onResolve }) {
        onResolve({ filter: new RegExp(`^${TIED}`) }, ({ path }) => {
            const name = path.slice(TIED.length);
            return name === SHARED ? { path: name, namespace: SHARED } : { path: join(root, name) };
        });
        onLoad({ filter: /./, namespace: SHARED }, () => ({ contents: importsOf(ties.get(SHARED)), resolveDir: root }));
        onLoad({ filter: /\.js$/, namespace: 'file' }, ({ path }) => {
            const text = readFileSync(path, 'utf8').replace(PATTERN, (_, ...parts) => choiceOf(path, parts, loaded, chosen));
            return { contents: `${text}\n${importsOf(ties.get(nameOf(path)) ?? [])}` };
        });
    },
});

/** An import at the end of a module counts for the order of loading and moves no line of a source map. */
const importsOf = (names) => names.map((name) => `import ${JSON.stringify(TIED + name)};`).join('');

/** A module chosen by a name that is known when the page runs, such as a language: import(`./words/${tag}.js`). */
const PATTERN = /import\(`(\.[^`$]*\/)([^`$/]*)\$\{(\w+)\}([^`$/]*)`\)/g;

function choiceOf(path, [below, start, variable, end], loaded, chosen) {
    const choices = readdirSync(join(dirname(path), below))
        .filter((file) => file.startsWith(start) && file.endsWith(end))
        .map((file) => ({ file, key: file.slice(start.length, file.length - end.length), name: nameOf(join(dirname(path), below, file)) }))
        .filter(({ name }) => !loaded.has(name));
    chosen.push(...choices.map(({ key, name }) => ({ key, name, by: nameOf(path) })));
    return `({ ${choices.map(({ file, key }) => `${JSON.stringify(key)}: () => import('${below}${file}')`).join(', ')} })[${variable}]()`;
}

/** All that a module loads before it runs, itself included. */
function closureOf(graph, first) {
    const reached = new Set([first]);
    for (const name of reached)
        for (const { path, kind } of graph[name].imports) if (kind === 'import-statement' && graph[path]) reached.add(path);
    return reached;
}

/** Whether those who import a module wait until something is there. */
const waits = (name) => /^(export )?((const|let) [\w{}, :]+=\s*)?await\b/m.test(read(name));

/**
 * Modules that are loaded late share much with the page. Left alone, each set of sharers would become a file of its own, dozens of them.
 * A late module comes after the page, and after the module that asks for it: when it says so by an import, all that they share is in one
 * file. A module that the page waits for while it starts, as a catalogue of texts is, must not import what waits for it. Such modules
 * share a second file.
 */
function tiesOf(inputs, entry, page) {
    const askers = new Map();
    for (const [name, { imports }] of Object.entries(inputs))
        for (const { path, kind } of imports)
            if (kind === 'dynamic-import' && !page.has(path)) askers.set(path, [...(askers.get(path) ?? []), name]);
    const ties = new Map();
    const shared = new Set();
    for (const [name, by] of askers)
        if (by.some(waits)) {
            for (const one of closureOf(inputs, name)) if (page.has(one)) shared.add(one);
            ties.set(name, [SHARED]);
        } else ties.set(name, [entry, ...(by.length === 1 && !page.has(by[0]) ? by : [])]);
    return ties.set(SHARED, [...shared]);
}

const OPTIONS = {
    absWorkingDir: root,
    outdir: SCRATCH,
    bundle: true,
    minify: true,
    metafile: true,
    sourcemap: 'linked',
    logLevel: 'warning',
    target: 'es2022',
    charset: 'utf8',
};

/** The scripts of a page: the names of all that it loads at once, its own module last; and of what it then waits for, by language. */
async function bundleScripts(name, { script, imports }) {
    const options = {
        ...OPTIONS,
        entryPoints: { [name]: script },
        entryNames: '[name]-[hash]',
        chunkNames: '[name]-[hash]',
        format: 'esm',
        splitting: true,
    };
    const { inputs } = (await build({ ...options, plugins: [asBundled(new Map(), new Set()), byImportMap(imports)], write: false }))
        .metafile;
    const page = closureOf(inputs, script);
    const chosen = [];
    const { outputs } = (
        await build({ ...options, plugins: [asBundled(tiesOf(inputs, script, page), page, chosen), byImportMap(imports)] })
    ).metafile;
    const outputOf = (source) => Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
    const first = closureOf(outputs, outputOf(script));
    /** @type {Record<string, string[]>} */ const texts = {};
    for (const { key, name: source, by } of chosen)
        if (page.has(by) && waits(by) && /^[a-z]{2,3}(-[A-Z0-9]\w+)?$/.test(key))
            texts[key] = [...new Set([...(texts[key] ?? []), ...closureOf(outputs, outputOf(source))])].filter((path) => !first.has(path));
    return {
        files: [...first].reverse().map(built),
        texts: Object.fromEntries(Object.entries(texts).map(([key, paths]) => [key, paths.map(built)])),
    };
}

const built = (path) => `${BUILT}/${basename(path)}`;

/** The sheets of a page in their order, as one. What they name keeps its address, because built lies where their folder lies. */
async function bundleStyles(name, { sheets }) {
    const all = {
        name: 'sheets',
        setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /^sheets$/ }, () => ({ path: `${name}.css`, namespace: 'sheets' }));
            onLoad({ filter: /./, namespace: 'sheets' }, () => ({
                contents: sheets.map((sheet) => `@import "./${sheet}";`).join('\n'),
                resolveDir: root,
                loader: 'css',
            }));
        },
    };
    const { outputs } = (
        await build({
            ...OPTIONS,
            entryPoints: { [name]: 'sheets' },
            entryNames: '[name]-[hash]',
            external: ['*.woff2', '*.png', '#*'],
            plugins: [all],
        })
    ).metafile;
    return built(Object.keys(outputs).find((path) => path.endsWith('.css')));
}

/** The page as it is served: in place of sheets, import map and modules the few files of its bundle. */
function pageOf({ html }, style, { files, texts }) {
    const links = [
        `<link rel="stylesheet" href="${style}">`,
        ...files.slice(0, -1).map((file) => `<link rel="modulepreload" href="${file}">`),
    ];
    const lines = html.split(/\r?\n/).filter((line) => !/rel="modulepreload"|type="importmap"|<!-- preload/.test(line));
    const first = lines.findIndex((line) => line.includes('rel="stylesheet"'));
    const rest = lines.filter((line, i) => i === first || !line.includes('rel="stylesheet"'));
    const early = JSON.stringify({
        en: [],
        ...Object.fromEntries(Object.entries(texts).map(([tag, paths]) => [tag, paths.map((path) => `../${path}`)])),
    });
    return rest
        .join('\n')
        .replace(/ *<link rel="stylesheet"[^>]*>/, links.map((link) => `  ${link}`).join('\n'))
        .replace(/(<script type="module" src=")[^"]+/, `$1${files.at(-1)}`)
        .replace(/<script src="([^"]+)"><\/script>/, (_, src) => `<script src="${src}" data-texts='${early}'></script>`);
}

/** Files that begin with a point are the build's own. */
const filesIn = (folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile() && !file.name.startsWith('.'))
        .map((file) => nameOf(join(file.parentPath ?? file.path, file.name)));

/** A name for the sources of all pages, by which the service knows whether the bundle is of these. PageFiles computes the same. */
function nameOfSources(pages) {
    const hash = createHash('sha256');
    for (const name of [...pages, ...['css', 'js', 'lib'].flatMap(filesIn)].sort())
        hash.update(name).update(readFileSync(join(root, name)));
    return hash.digest('hex').slice(0, 16);
}

rmSync(join(root, SCRATCH), { recursive: true, force: true });
mkdirSync(join(root, SCRATCH));
const pages = readdirSync(root).filter((name) => name.endsWith('.html'));
const sources = nameOfSources(pages);
for (const page of pages) {
    const parts = partsOf(page);
    const name = basename(page, '.html');
    writeFileSync(join(root, SCRATCH, page), pageOf(parts, await bundleStyles(name, parts), await bundleScripts(name, parts)));
}
for (const file of filesIn(SCRATCH).filter((name) => /\.(js|css)$/.test(name))) {
    const text = readFileSync(join(root, file));
    writeFileSync(join(root, `${file}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
}
writeFileSync(join(root, SCRATCH, 'sources'), sources);
if (existsSync(join(root, BUILT))) rmSync(join(root, BUILT), { recursive: true });
renameSync(join(root, SCRATCH), join(root, BUILT));
