// The peer: points from a file of doubles (longitude, latitude) into supercluster, then tiles as asked for
// on standard input, a line each; answers are JSON lines.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Supercluster from 'supercluster';
import vtpbf from 'vt-pbf';

const [file, radius, maxZoom] = process.argv.slice(2);
const bytes = readFileSync(file);
const places = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
const features = [];
for (let i = 0; i < places.length; i += 2)
    features.push({ type: 'Feature', id: i / 2, properties: {}, geometry: { type: 'Point', coordinates: [places[i], places[i + 1]] } });
globalThis.gc();
const before = process.memoryUsage().rss;
const started = process.cpuUsage(),
    clock = performance.now();
const index = new Supercluster({ radius: Number(radius), extent: 256, minZoom: 0, maxZoom: Number(maxZoom) }).load(features);
const spent = process.cpuUsage(started);
const seconds = (performance.now() - clock) / 1000;
globalThis.gc();
const memory = process.memoryUsage();
say({ load: seconds, cpu: (spent.user + spent.system) / 1e6, bytes: (memory.rss - before) / (places.length / 2), all: memory.rss / 1e6 });

for await (const line of createInterface({ input: process.stdin })) {
    const tiles = JSON.parse(line),
        from = process.cpuUsage();
    let written = 0,
        times = 0,
        now;
    do {
        for (const [z, x, y] of tiles) {
            const tile = index.getTile(z, x, y);
            written += tile ? vtpbf.fromGeojsonVt({ cases: tile }).length : 0;
        }
        times++;
        now = process.cpuUsage(from);
    } while (now.user + now.system < 50000);
    say({ seconds: (now.user + now.system) / 1e6 / times / tiles.length, bytes: written / times / tiles.length });
}

/** @param {object} answer */
function say(answer) {
    process.stdout.write(JSON.stringify(answer) + '\n');
}
