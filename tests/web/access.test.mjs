import assert from 'node:assert/strict';
import test from 'node:test';
import { codesFile, factorCode, inFours, initials, isSixDigits, linkCode } from '../../wwwroot/js/pure/codes.js';
import { differences, fieldWords } from '../../wwwroot/js/pure/difference.js';
import { agentText, agoText, againText, clockText, momentText } from '../../wwwroot/js/pure/moments.js';
import { nextAddress, signInAddress } from '../../wwwroot/js/pure/next.js';
import { passwordState, SHORTEST } from '../../wwwroot/js/pure/password.js';
import { shownAccounts, standing } from '../../wwwroot/js/pure/people.js';
import { words } from '../../wwwroot/js/pages/words.js';

const page = 'https://map.city.example/sign-in.html',
    home = 'https://map.city.example/';

test('after signing in one comes to the page that was asked for', () => {
    assert.equal(nextAddress('/#place=1,2', page), `${home}#place=1,2`);
    assert.equal(nextAddress('/accounts.html?x=1#audit', page), `${home}accounts.html?x=1#audit`);
    assert.equal(nextAddress(null, page), home);
    assert.equal(nextAddress('', page), home);
});

test('a wish that leads to another server, or could be taken for one, leads home', () => {
    for (const bad of [
        'https://evil.example/',
        '//evil.example/',
        '///evil.example',
        '/\\evil.example',
        '\\\\evil.example',
        '/\t/evil.example',
        '/\n/evil.example',
        '/.//evil.example',
        '/..//evil.example',
        '/%2e//evil.example',
        'javascript:alert(1)',
        ' javascript:alert(1)',
        'data:text/html,x',
        'evil.example',
        '@evil.example',
        'http:evil.example',
        'https:/evil.example',
        '?next=//evil',
        '//map.city.example@evil.example/',
        '/sign-in.html',
        '/api/sign-out',
        '/sign-in.html?next=/sign-in.html',
    ])
        assert.equal(nextAddress(bad, page), home, JSON.stringify(bad));
});

test('whatever the wish, the address stays on this server and in this city', () => {
    const pieces = [
        '/',
        '\\',
        '.',
        '..',
        '%2f',
        '%5c',
        '@',
        ':',
        '//',
        'evil.example',
        '?',
        '#',
        '\t',
        '\n',
        'https:',
        'javascript:',
        ' ',
        '\u0000',
        'x',
        '．',
        '/city/',
    ];
    let seed = 7;
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let i = 0; i < 20000; i++) {
        const wish = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pieces[Math.floor(next() * pieces.length)]).join('');
        const to = new URL(nextAddress(wish, 'https://map.city.example/city/sign-in.html'));
        assert.equal(to.origin, 'https://map.city.example', wish);
        assert.ok(to.pathname.startsWith('/city/') && to.username === '', wish);
    }
});

test('in one of several cities, another city is not the next page', () => {
    assert.equal(nextAddress('/dc/', 'https://map.example/nyc/sign-in.html'), 'https://map.example/nyc/');
    assert.equal(nextAddress('/nyc/account.html', 'https://map.example/nyc/sign-in.html'), 'https://map.example/nyc/account.html');
});

test('the sign-in page is told where to come back to, and comes back there', () => {
    const here = `${home}accounts.html?a=b&c=d#audit`,
        asked = new URL(signInAddress(here, here));
    assert.equal(asked.pathname, '/sign-in.html');
    assert.equal(nextAddress(asked.searchParams.get('next'), asked.href), here);
    assert.equal(signInAddress(home, home), `${home}sign-in.html`);
});

test('a new password is told how far it is', () => {
    assert.deepEqual(passwordState(''), { state: 'empty', letters: 0, share: 0 });
    assert.equal(passwordState('horse bat').state, 'short');
    assert.equal(passwordState('horse battery staple').state, 'enough');
    assert.equal(passwordState('ééééé pferde').letters, SHORTEST);
    assert.equal(passwordState('🐎🐎🐎').letters, 3);
    for (const simple of ['aaaaaaaaaaaaaa', 'abcabcabcabc', 'abababababab', '123456789012', 'abcdefghijkl', 'lkjihgfedcba', '098765432109'])
        assert.equal(passwordState(simple).state, 'simple', simple);
    assert.equal(passwordState('Ana@City.Example', ['ana@city.example']).state, 'simple');
    assert.match(words.password.short(11), /1 letter to go/);
    assert.match(words.password.rule, /At least 12/);
});

test('codes are read as people type them', () => {
    assert.equal(inFours('JBSWY3DPEHPK3PXP'), 'JBSW Y3DP EHPK 3PXP');
    assert.equal(inFours('jbsw y3dp-eh'), 'jbsw y3dp eh');
    assert.equal(inFours(''), '');
    assert.equal(factorCode(' 123 456 '), '123456');
    assert.equal(factorCode('123-456'), '123456');
    assert.equal(factorCode('K7QM 2XHD'), 'k7qm-2xhd');
    assert.equal(factorCode(' k7qm-2xhd-abcd'), 'k7qm-2xhd-abcd');
    assert.ok(isSixDigits('123456') && !isSixDigits('12345') && !isSixDigits('k7qm-2xhd'));
    assert.equal(codesFile(['a', 'b'], 'Head'), 'Head\r\n\r\na\r\nb\r\n');
});

test('a one-time link keeps its code in the fragment', () => {
    assert.equal(linkCode('#set-password=Qm4t_X-8'), 'Qm4t_X-8');
    assert.equal(linkCode('#set-password='), null);
    assert.equal(linkCode('#place=1,2'), null);
    assert.equal(linkCode(`#set-password=${'x'.repeat(201)}`), null);
});

test('a person is shown by the letters of the first and the last name', () => {
    assert.deepEqual(
        [
            'Ana Ruiz',
            'Ana María de la Cruz',
            'ana',
            'élodie',
            '311 sync',
            '',
            null,
            'Request sync (311)',
            'ana.ruiz@city.example',
            '李 伟',
        ].map(initials),
        ['AR', 'AC', 'A', 'É', '3S', '', '', 'RS', 'AE', '李伟'],
    );
});

test('a change shows the fields that differ, before and after', () => {
    assert.deepEqual(differences({ role: 'manager', liaison: null, name: 'Wen' }, { role: 'liaison', liaison: 'L4', name: 'Wen' }), [
        { field: 'role', before: 'manager', after: 'liaison' },
        { field: 'liaison', before: '', after: 'L4' },
    ]);
    assert.deepEqual(differences(null, { name: 'Wen', isClosed: false }), [
        { field: 'name', before: null, after: 'Wen' },
        { field: 'isClosed', before: null, after: 'no' },
    ]);
    assert.deepEqual(differences({ name: 'Wen' }, null), [{ field: 'name', before: 'Wen', after: null }]);
    assert.deepEqual(differences({ languages: ['English'] }, { languages: ['English', 'Spanish'] }), [
        { field: 'languages', before: 'English', after: 'English, Spanish' },
    ]);
    assert.deepEqual(differences({ at: { lon: 1, lat: 2 } }, { at: { lon: 1, lat: 3 } }), [{ field: 'at.lat', before: '2', after: '3' }]);
    assert.deepEqual(differences({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }), [{ field: 'a.0.b', before: '1', after: '2' }]);
    assert.deepEqual(differences({ a: 1 }, { a: 1 }), []);
    assert.deepEqual(differences(null, null), []);
    assert.deepEqual(['displayName', 'isClosed', 'at.lat', 'sign-in_name'].map(fieldWords), [
        'display name',
        'is closed',
        'at lat',
        'sign in name',
    ]);
});

test('moments are told in the reader’s own time', () => {
    const at = new Date(2024, 4, 3, 9, 5);
    assert.equal(momentText(at.toISOString()), '3 May 2024, 09:05');
    assert.equal(momentText(null), '');
    assert.equal(momentText('yesterday'), '');
    assert.equal(clockText(at), '09:05');
    const ago = (minutes) => agoText(new Date(at.getTime() - minutes * 60000).toISOString(), at);
    assert.deepEqual([0, 1, 59, 60, 47 * 60, 48 * 60].map(ago), [
        'just now',
        '1 minute ago',
        '59 minutes ago',
        '1 hour ago',
        '47 hours ago',
        'on 1 May 2024',
    ]);
    assert.equal(agoText(null, at), '');
    assert.equal(againText(40, at), 'in 40 seconds');
    assert.equal(againText(1, at), 'in 1 second');
    assert.equal(againText(420, at), 'at 09:12');
});

test('browsers are named in two words, others as they call themselves', () => {
    assert.equal(
        agentText('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36'),
        'Chrome on Linux',
    );
    assert.equal(
        agentText('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'),
        'Safari on iOS',
    );
    assert.equal(agentText('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Safari/537.36 Edg/131.0'), 'Edge on Windows');
    assert.equal(agentText('curl/8.1'), 'curl');
    assert.equal(agentText(''), 'Unknown browser');
    assert.equal(agentText('x'.repeat(500)).length, 60);
});

const account = (more) => ({
    name: 'a@b',
    displayName: 'A',
    role: 'liaison',
    liaison: null,
    isClosed: false,
    isDemo: false,
    hasPassword: true,
    usesProvider: false,
    lockedUntil: null,
    ...more,
});

test('an account’s state is the one that matters most', () => {
    const now = new Date('2026-11-22T10:00:00Z');
    assert.equal(standing(account({}), now), 'open');
    assert.equal(standing(account({ isClosed: true, lockedUntil: '2026-11-22T11:00:00Z' }), now), 'closed');
    assert.equal(standing(account({ lockedUntil: '2026-11-22T11:00:00Z' }), now), 'locked');
    assert.equal(standing(account({ lockedUntil: '2026-11-22T09:00:00Z' }), now), 'open');
    assert.equal(standing(account({ hasPassword: false }), now), 'invited');
    assert.equal(standing(account({ hasPassword: false, usesProvider: true }), now), 'open');
    assert.equal(standing(account({ hasPassword: false, role: 'client' }), now), 'open');
    assert.equal(standing(account({ hasPassword: false, isDemo: true }), now), 'demo');
});

test('accounts are filtered by name and role, open ones first', () => {
    const all = [
        account({ displayName: 'Zoë' }),
        account({ displayName: 'Ana', isClosed: true }),
        account({ displayName: 'Ben', role: 'manager', liaison: 'L7' }),
    ];
    const names = (query, role) => shownAccounts(all, query, role).map((one) => one.displayName);
    assert.deepEqual(names('', ''), ['Ben', 'Zoë', 'Ana']);
    assert.deepEqual(names('zoe', ''), ['Zoë']);
    assert.deepEqual(names('l7', ''), ['Ben']);
    assert.deepEqual(names('', 'manager'), ['Ben']);
});
