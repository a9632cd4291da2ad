import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url)),
    tsc = `${here}node_modules/typescript/bin/tsc`;

test(
    'the types in the comments hold',
    { skip: !existsSync(tsc) && process.env.CI !== 'true' && 'run: npm ci --prefix tests/web' },
    async () => {
        const said = await new Promise((resolve) =>
            execFile(process.execPath, [tsc, '--project', here, '--pretty', 'false'], { maxBuffer: 1e7 }, (error, out, wrong) =>
                resolve(error ? out || wrong || String(error) : ''),
            ),
        );
        assert.equal(said, '');
    },
);
