import assert from 'node:assert/strict';
import test from 'node:test';
import {
    addDays,
    addYears,
    areaTitle,
    bytesText,
    counted,
    countText,
    dayText,
    isDay,
    listText,
    marginText,
    metresText,
    periodText,
    placeText,
    plural,
    shareText,
} from '../../wwwroot/js/pure/format.js';
import { speak } from '../../wwwroot/js/pure/locale.js';
import { agentText, agoText, againText, clockText, momentText } from '../../wwwroot/js/pure/moments.js';
import { spoken } from '../../wwwroot/js/pure/sentence.js';
import { byNature } from '../../wwwroot/js/pure/table.js';
import { tongueText } from '../../wwwroot/js/pure/tongues.js';
import { shared as english } from '../../wwwroot/js/words/en-shared.js';
import { shared as spanish } from '../../wwwroot/js/words/es-shared.js';

test('margins read as a person would say them', () => {
    assert.deepEqual([0, 0.04, 0.4, 9.94, 132.4, 999.6, 1532, 12345].map(metresText), [
        'on the line',
        'on the line',
        '0.4 m',
        '9.9 m',
        '132 m',
        '1000 m',
        '1.5 km',
        '12 km',
    ]);
    assert.equal(metresText(null), 'more than 1 km');
    assert.equal(marginText(132.4), '132 m from the line');
    assert.equal(marginText(0), 'on the line');
    assert.equal(marginText(undefined), 'more than 1 km from the line');
});

test('days and periods', () => {
    assert.equal(dayText('2024-05-03'), '3 May 2024');
    assert.equal(dayText('2024-05-03T10:00:00Z'), '3 May 2024');
    assert.equal(dayText(null), '');
    assert.equal(dayText('2024-13-03'), '2024-13-03');
    assert.equal(periodText('2012-01-01', '2022-01-01'), '1 Jan 2012 – 31 Dec 2021');
    assert.equal(periodText('2022-01-01', null), 'from 1 Jan 2022');
    assert.equal(periodText(null, '2022-01-01'), 'until 31 Dec 2021');
    assert.equal(periodText(null, null), 'always');
});

test('the calendar knows leap years and month ends', () => {
    assert.equal(addDays('2024-03-01', -1), '2024-02-29');
    assert.equal(addDays('2023-12-31', 1), '2024-01-01');
    assert.equal(addYears('2024-02-29', -1), '2023-02-28');
    assert.equal(addYears('2024-05-03', -1), '2023-05-03');
    assert.ok(isDay('2024-02-29'));
    for (const no of ['2023-02-29', '2024-2-9', '20222-01-01', '', 'today', '2024-00-10']) assert.ok(!isDay(no), no);
});

test('numbers', () => {
    assert.deepEqual([0, 999, 1000, 1234567].map(countText), ['0', '999', '1,000', '1,234,567']);
    assert.deepEqual(
        [
            [0, 10],
            [10, 10],
            [1, 100000],
            [1, 8],
            [3, 0],
        ].map(([part, all]) => shareText(part, all)),
        ['0 %', '100 %', '< 0.1 %', '12.5 %', ''],
    );
    assert.deepEqual([12, 4200, 1.25e6, 5.2e7, 2.1e9].map(bytesText), ['12 B', '4 kB', '1.3 MB', '52 MB', '2.1 GB']);
    assert.equal(plural(1, 'area'), '1 area');
    assert.equal(plural(1200, 'area'), '1,200 areas');
});

test('places south and west are said so', () => assert.equal(placeText({ lon: -73.98, lat: -40.75 }), '40.75000° S, 73.98000° W'));

test('a bare number is named with its layer', () => {
    assert.equal(areaTitle('Tracts', '55.01'), 'Tracts 55.01');
    assert.equal(areaTitle('Wards', 'Ward 4'), 'Ward 4');
});

/** Does something in Spanish as it is written in a country. Its narrow and unbreakable spaces are read as plain ones. */
function inSpanish(locale, what) {
    speak(locale, spanish.phrases);
    try {
        what((text) => text.replace(/[\u00a0\u202f]/g, ' '));
    } finally {
        speak('en-GB', english.phrases);
    }
}

test('in Spain: decimal commas, months, distances', () =>
    inSpanish('es-ES', (plain) => {
        assert.deepEqual([0, 0.4, 132.4, 999.6, 1532, 12345].map(metresText).map(plain), [
            'sobre el límite',
            '0,4 m',
            '132 m',
            '1000 m',
            '1,5 km',
            '12 km',
        ]);
        assert.equal(plain(marginText(132.4)), 'a 132 m del límite');
        assert.equal(marginText(0), 'sobre el límite');
        assert.equal(marginText(null), 'a más de 1 km del límite');
        assert.equal(dayText('2024-05-03'), '3 may 2024');
        assert.equal(periodText('2012-01-01', '2022-01-01'), '1 ene 2012 – 31 dic 2021');
        assert.equal(periodText('2022-01-01', null), 'desde el 1 ene 2022');
        assert.equal(periodText(null, '2022-01-01'), 'hasta el 31 dic 2021');
        assert.equal(periodText(null, null), 'siempre');
        assert.deepEqual([999, 1234567].map(countText), ['999', '1.234.567']);
        assert.deepEqual([shareText(1, 8), shareText(1, 100000)], ['12,5 %', '< 0,1 %']);
        assert.deepEqual([12, 4200, 1.25e6].map(bytesText).map(plain), ['12 B', '4 kB', '1,3 MB']);
        assert.equal(placeText({ lon: -73.98, lat: 40.75 }), '40,75000° N, 73,98000° O');
        assert.equal(listText(['inglés', 'ruso', 'italiano']), 'inglés, ruso e italiano');
    }));

test('in the United States and Mexico: decimal points', () => {
    for (const locale of ['es-US', 'es-MX'])
        inSpanish(locale, (plain) => {
            assert.equal(plain(metresText(1532)), '1.5 km');
            assert.equal(countText(1234567), '1,234,567');
            assert.equal(shareText(1, 8), '12.5 %');
        });
});

test('moments in Spanish', () =>
    inSpanish('es-ES', () => {
        const at = new Date(2024, 4, 3, 9, 5),
            ago = (minutes) => agoText(new Date(at.getTime() - minutes * 60000).toISOString(), at);
        assert.equal(momentText(at.toISOString()), `3 may 2024, ${clockText(at)}`);
        assert.deepEqual([0, 1, 59, 60, 48 * 60].map(ago), [
            'hace un momento',
            'hace 1 minuto',
            'hace 59 minutos',
            'hace 1 hora',
            'el 1 may 2024',
        ]);
        assert.equal(againText(40, at), 'dentro de 40 segundos');
        assert.match(againText(420, at), /^a las 0?9:12/);
        assert.equal(spanish.phrases.at('1:05 p. m.'), 'a la 1:05 p. m.');
        assert.equal(spanish.phrases.at('11:05'), 'a las 11:05');
        assert.equal(agentText('Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0 Safari/537.36'), 'Chrome en Linux');
        assert.equal(agentText(''), 'Navegador desconocido');
    }));

test('the answer is said aloud in Spanish', () =>
    inSpanish('es-ES', (plain) => {
        const who = {
            lead: { name: 'Ana' },
            turf: {},
            areas: [{ status: 'edge', name: 'Norte', layerName: 'Circunscripciones', marginMetres: 3.2 }],
        };
        assert.equal(plain(spoken(who)), 'A cargo de Ana. Norte. Atención: el límite de Circunscripciones está a 3,2 m.');
    }));

test('forms for counting are those of the language', () =>
    inSpanish('es-ES', () => {
        const forms = { one: 'caso', other: 'casos', many: 'de casos' };
        assert.deepEqual(
            [0, 1, 2, 1_000_000].map((count) => counted(count, forms)),
            ['0 casos', '1 caso', '2 casos', '1.000.000 de casos'],
        );
        assert.ok(byNature('Ñu', 'Nz') > 0, 'ñ comes after n');
    }));

test('spoken languages are named in the reader’s own by their code or English name, others as they are written', () => {
    const names = ['English', 'spanish', 'Haitian Creole', 'Chinese', 'Klingon'];
    assert.deepEqual(names.map(tongueText), ['English', 'Spanish', 'Haitian Creole', 'Chinese', 'Klingon']);
    assert.deepEqual(['es', 'ht', 'zh-Hans', 'tlh', 'x1'].map(tongueText), [
        'Spanish',
        'Haitian Creole',
        'Simplified Chinese',
        'Klingon',
        'x1',
    ]);
    inSpanish('es-US', () => assert.deepEqual(['es', 'ht'].map(tongueText), ['español', 'criollo haitiano']));
    inSpanish('es-US', () => assert.deepEqual(names.map(tongueText), ['inglés', 'español', 'criollo haitiano', 'chino', 'Klingon']));
});
