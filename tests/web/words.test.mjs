import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { filled, textsOf } from '../../wwwroot/js/pure/catalogue.js';
import { detailOf, withDetail } from '../../wwwroot/js/pure/detail.js';
import { LANGUAGES, languageOf, localeOf } from '../../wwwroot/js/pure/languages.js';
import { speak } from '../../wwwroot/js/pure/locale.js';
import { shared as english } from '../../wwwroot/js/words/en-shared.js';

const PARTS = { '': 'words', '-access': 'words', '-shared': 'shared', '-parts': 'words', '-density': 'words' };
const catalogueOf = async (tag, part) => (await import(`../../wwwroot/js/words/${tag}${part}.js`))[PARTS[part]];
const foreign = LANGUAGES.slice(1);

/** Texts that are the same in both languages, and rightly so. */
const SAME = {
    es: new Set([
        'product',
        'place.csv',
        'place.json',
        'place.plan',
        'layers.chosen',
        'phrases.compass.north',
        'phrases.compass.east',
        'phrases.compass.south',
        'phrases.no',
        'table.exportShort',
        'dates.period',
        'progress.share',
        'progress.said',
        'stat.period',
        'target.amount',
        'target.by',
        'line.at',
        'trend.at',
        'week.share',
        'filters.named',
        'filters.between',
    ]),
};

/** Something of the right kind for each parameter, by its name. */
const SAMPLE = {
    count: 3,
    shown: 3,
    all: 7,
    letters: 3,
    number: 3,
    hours: 3,
    now: 1,
    line: 3,
    status: 503,
    day: '2024-05-03',
    today: false,
    distance: '3 m',
    clock: '14:05',
    kind: 'text',
    kinds: ['.csv'],
    amounts: ['3'],
    many: true,
    summary: { rows: 7, placed: 5, edge: 1, outside: 2 },
};
const namesOf = (text) =>
    /^\(?([^)=]*)\)?\s*=>/
        .exec(String(text))?.[1]
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean) ?? [];
const sampleOf = (name) => SAMPLE[name] ?? `‹${name}›`;
const said = (text, own = {}) => (typeof text === 'function' ? text(...namesOf(text).map((name) => own[name] ?? sampleOf(name))) : text);

for (const { tag, locale } of foreign) {
    for (const part of Object.keys(PARTS)) {
        test(`${tag}${part}: every text, none that English does not know, each with the same parameters`, async () => {
            const base = new Map(textsOf(await catalogueOf('en', part))),
                own = new Map(textsOf(await catalogueOf(tag, part)));
            assert.deepEqual(
                [...base.keys()].filter((key) => !own.has(key)),
                [],
                'missing, so shown in English',
            );
            assert.deepEqual(
                [...own.keys()].filter((key) => !base.has(key)),
                [],
                'unknown',
            );
            for (const [key, text] of base) {
                assert.equal(typeof own.get(key), typeof text, key);
                if (typeof text === 'function') assert.equal(own.get(key).length, text.length, key);
                if (Array.isArray(text)) assert.equal(own.get(key).length, text.length, key);
            }
        });

        test(`${tag}${part}: nothing is left in English, and what a text speaks of is in it`, async () => {
            const base = await catalogueOf('en', part),
                own = new Map(textsOf(await catalogueOf(tag, part)));
            for (const [key, text] of textsOf(base)) {
                speak('en-GB', english.phrases);
                const inEnglish = said(text);
                speak(locale, (await catalogueOf(tag, '-shared')).phrases);
                const inOwn = said(own.get(key));
                assert.ok(JSON.stringify(inOwn).length > 2, `${key} is empty`);
                assert.equal(JSON.stringify(inOwn) === JSON.stringify(inEnglish), SAME[tag].has(key), `${key}: ${inOwn}`);
                if (typeof text === 'function')
                    for (const name of namesOf(text))
                        if (typeof sampleOf(name) === 'string' && /‹/.test(sampleOf(name)))
                            assert.equal(
                                String(inOwn).includes(sampleOf(name)),
                                String(inEnglish).includes(sampleOf(name)),
                                `${key}: ${name}`,
                            );
            }
            speak('en-GB', english.phrases);
        });
    }

    test(`${tag}: its files are there, and it is named in itself`, () => {
        for (const part of Object.keys(PARTS))
            assert.ok(existsSync(fileURLToPath(new URL(`../../wwwroot/js/words/${tag}${part}.js`, import.meta.url))));
        assert.notEqual(foreign.find((one) => one.tag === tag)?.name, new Intl.DisplayNames('en', { type: 'language' }).of(tag));
    });
}

test('Spanish counts none, one, two, many and a million', async () => {
    const es = await catalogueOf('es', ''),
        own = await catalogueOf('es', '-access');
    speak('es-ES', (await catalogueOf('es', '-shared')).phrases);
    assert.deepEqual([0, 1, 2, 21, 1200, 1_000_000].map(es.layers.areas), [
        '0 áreas',
        '1 área',
        '2 áreas',
        '21 áreas',
        '1.200 áreas',
        '1.000.000 de áreas',
    ]);
    assert.deepEqual([0, 1, 2].map(es.layers.turfCount), ['0 zonas', '1 zona', '2 zonas']);
    assert.deepEqual([0, 1, 2].map(es.search.found), ['Sin resultados', '1 resultado', '2 resultados']);
    assert.deepEqual([0, 1, 5].map(own.account.factor.left), [
        'No queda ningún código de recuperación. Cree otros nuevos.',
        'Queda 1 código de recuperación.',
        'Quedan 5 códigos de recuperación.',
    ]);
    assert.equal(own.again('a las 2:05 p. m.'), 'Inténtelo de nuevo a las 2:05 p. m.');
    assert.equal(own.again('a las 14:05'), 'Inténtelo de nuevo a las 14:05.');
    assert.equal(own.password.short(11), '11 de 12: falta 1 letra');
    assert.equal(own.password.short(9), '9 de 12: faltan 3 letras');
    speak('en-GB', english.phrases);
});

test('a text that a language lacks is the English one, and only that', () => {
    const base = { a: 'a', group: { b: 'b', c: () => 'c' }, list: [1, 2] };
    assert.deepEqual(
        textsOf(filled({ group: { b: 'B' } }, base)).map(([key, text]) => `${key} ${typeof text === 'function' ? text() : text}`),
        ['a a', 'group.b B', 'group.c c', 'list 1,2'],
    );
    assert.deepEqual(filled(undefined, base), base);
    assert.deepEqual(filled({ group: 'wrong', list: [3] }, base), { ...base, list: [3] });
});

test('the language is the one remembered, else the browser’s, else English', () => {
    const tag = (remembered, ...wished) => languageOf(remembered, wished).tag;
    assert.equal(tag(null), 'en');
    assert.equal(tag('es', 'en-US'), 'es');
    assert.equal(tag('en', 'es-MX'), 'en');
    assert.equal(tag(null, 'fr-FR', 'es-419', 'en'), 'es');
    assert.equal(tag('xx', 'de'), 'en');
    assert.equal(tag('../evil', 'es'), 'es');
});

test('numbers are written as the reader’s country writes them, where the language leaves it open', () => {
    const [en, es] = LANGUAGES;
    assert.equal(localeOf(es, ['en-US', 'es-MX']), 'es-MX');
    assert.equal(localeOf(es, ['es', 'en-US']), 'es-US');
    assert.equal(localeOf(en, ['en-US']), 'en-GB');
});

test('what the server said is kept apart from our own sentence', () => {
    assert.deepEqual(detailOf(withDetail('No es posible.', 'Not possible.')), { own: 'No es posible.', detail: 'Not possible.' });
    assert.deepEqual(detailOf(withDetail('No es posible.', '')), { own: 'No es posible.', detail: '' });
    assert.deepEqual(detailOf(null), { own: '', detail: '' });
});
