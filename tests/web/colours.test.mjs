import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { contrast, fillIndex, rgbOf } from '../../wwwroot/js/pure/colours.js';

/** How eyes without one of the three cones see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1), and full sight. */
const SIGHT = {
    full: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
    ],
    protanopia: [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    deuteranopia: [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    tritanopia: [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
};
const sheet = readFileSync(new URL('../../wwwroot/css/tokens.css', import.meta.url), 'utf8');
const [light, system, chosen] = sheet.split(/@media \(prefers-color-scheme: dark\)|:root\[data-theme='dark'\]/);
const valuesOf = (block) => Object.fromEntries([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]));
const themes = { light: valuesOf(light), dark: valuesOf(chosen) };

function labOf(hex, matrix) {
    const linear = rgbOf(hex).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    const [r, g, b] = matrix.map((row) => Math.min(1, Math.max(0, row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2])));
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
        m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
        s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
        0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
}
const apart = (one, other) =>
    Math.min(
        ...Object.values(SIGHT).map((matrix) => {
            const a = labOf(one, matrix),
                b = labOf(other, matrix);
            return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        }),
    );
function nearest(colours) {
    let least = Infinity;
    colours.forEach((one, i) =>
        colours.slice(i + 1).forEach((other) => {
            least = Math.min(least, apart(one, other));
        }),
    );
    return least;
}
const eight = (values, name) => Array.from({ length: 8 }, (_, i) => values[`${name}-${i}`]);

for (const [theme, values] of Object.entries(themes)) {
    test(`${theme}: fills stay apart from each other, from land and from water, for every kind of sight`, () => {
        const least = nearest([...eight(values, 'turf')]);
        assert.ok(least >= 0.049, `fills: ${least.toFixed(4)}`);
        for (const ground of ['map-land', 'map-water'])
            for (const fill of eight(values, 'turf'))
                assert.ok(apart(fill, values[ground]) >= 0.049, `${fill} and ${ground}: ${apart(fill, values[ground]).toFixed(4)}`);
    });

    test(`${theme}: dots stay farther apart still`, () => {
        const least = nearest(eight(values, 'dot'));
        assert.ok(least >= 0.095, `dots: ${least.toFixed(4)}`);
    });

    test(`${theme}: steps of a scale go one way in lightness and stay apart for every kind of sight`, () => {
        const seven = (name) => Array.from({ length: 7 }, (_, i) => values[`${name}-${i}`]),
            lightOf = (hex) => labOf(hex, SIGHT.full)[0],
            away = theme === 'light' ? -1 : 1;
        for (const arm of [seven('seq'), seven('div').slice(3), seven('div').slice(0, 4).reverse()])
            arm.slice(1).forEach((step, i) => {
                assert.ok((lightOf(step) - lightOf(arm[i])) * away > 0.05, `${arm[i]} to ${step}`);
                assert.ok(apart(step, arm[i]) >= 0.06, `${arm[i]} and ${step}: ${apart(step, arm[i]).toFixed(4)}`);
            });
        for (const [one, other] of [
            [0, 6],
            [1, 5],
            [2, 4],
        ])
            assert.ok(
                apart(values[`div-${one}`], values[`div-${other}`]) >= [0.15, 0.1, 0.05][one],
                `div-${one} and div-${other}: ${apart(values[`div-${one}`], values[`div-${other}`]).toFixed(4)}`,
            );
    });

    test(`${theme}: words and controls have the contrast of WCAG 2.2 AA`, () => {
        for (const paper of ['paper', 'paper-2', 'paper-3'])
            for (const ink of ['ink', 'ink-2']) assert.ok(contrast(values[ink], values[paper]) >= 4.5, `${ink} on ${paper}`);
        for (const [ink, paper] of [
            ['ink-3', 'paper'],
            ['ink-3', 'paper-2'],
            ['accent', 'paper'],
            ['accent', 'accent-soft'],
            ['accent-ink', 'accent'],
            ['warning', 'warning-soft'],
            ['danger', 'paper'],
            ['ink', 'danger-soft'],
            ['ink-2', 'accent-soft'],
        ])
            assert.ok(
                contrast(values[ink], values[paper]) >= 4.5,
                `${ink} on ${paper}: ${contrast(values[ink], values[paper]).toFixed(2)}`,
            );
        for (const line of ['rule-strong', 'focus']) assert.ok(contrast(values[line], values.paper) >= 3, line);
        for (const fill of eight(values, 'turf'))
            assert.ok(
                contrast(values['map-turf-label'], fill) >= 4.5,
                `label on ${fill}: ${contrast(values['map-turf-label'], fill).toFixed(2)}`,
            );
    });
}

test('dark is the same whether chosen or the system’s', () => {
    const wished = valuesOf(system);
    assert.deepEqual(wished, themes.dark);
    for (const name of Object.keys(wished)) assert.ok(name in themes.light, `${name} has no light value`);
});

test('any whole number has a colour', () => assert.deepEqual([-9, -1, 0, 7, 8, 2166].map(fillIndex), [7, 7, 0, 7, 0, 6]));
