import { api } from '../../core/api.js';
import { map } from '../../core/map-control.js';
import { announce, toast } from '../../core/notices.js';
import { sentenceOf } from '../../core/problems.js';
import { Resource } from '../../core/resource.js';
import { inWords } from '../../core/session.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { showDots } from './dots.js';
import { isGzip, wholeRecords, whyNotCsv } from '../../pure/csvhead.js';
import { withDetail } from '../../pure/detail.js';
import { pointsOf } from '../../pure/points.js';

/**
 * Placing a file, step by step. `file` in the state is one of
 *   choose {problem}, reading {name}, columns, layers {name, guess, mapping, options},
 *   running {…, phase, sent, total, job}, result {…, job, summary, layer}.
 * The file itself, and what is on its way to or from the server, are here.
 */
const HEAD = 64 * 1024;
/** @type {File | null} */ let chosen = null;
/** @type {AbortController | null} the file that is sent, then the job that is followed */ let running = null;

/** The points of the result, by the layer whose areas colour them. */
const points = new Resource({ problemOf: sentenceOf, changed: ({ problem }) => set({ pointsProblem: problem }) });

const now = () => store.get().file;
const set = (patch) => store.set({ file: { ...now(), ...patch } });

/** @param {FileList | File[]} files what was dropped or chosen */
export async function takeFiles(files) {
  if (files.length === 0) return;
  forgetFile();
  store.set({ tab: 'file', sheet: 'full' });
  if (files.length > 1) {
    refuse(words.file.tooMany);
    return;
  }
  const file = (chosen = files[0]);
  store.set({ file: { step: 'reading', name: file.name } });
  try {
    const head = await headOf(file);
    const why = whyNotCsv(head, file.size);
    if (why) {
      refuse(words.file.notCsv[why](file.name));
      return;
    }
    const guess = await api.guess(head, file.name);
    if (chosen !== file) return; // another was dropped meanwhile
    const { list } = store.get().layers;
    store.set({
      file: {
        step: 'columns',
        name: file.name,
        guess,
        mapping: mappingOf(guess.mapping),
        options: {
          layers: list.filter((layer) => layer.use !== 'context' && layer.inForce).map((layer) => layer.key),
          positionError: store.get().city.value?.positionErrorMetres ?? 10,
          snap: 50,
        },
      },
    });
    announce(withDetail(words.file.columnsTitle, guess.explanation ?? ''));
  } catch (error) {
    if (chosen === file) refuse(sentenceOf(error));
  }
}

function refuse(problem) {
  store.set({ file: { step: 'choose', problem } });
  announce(problem);
}

/** The first bytes, unpacked when the file is gzip, and never half a row. @param {File} file */
async function headOf(file) {
  const first = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  if (!isGzip(first)) return wholeRecords(first, file.size <= HEAD);
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const head = new Uint8Array(HEAD);
  let filled = 0,
    ended = false;
  while (filled < HEAD && !ended) {
    const { done, value } = await reader.read();
    ended = done;
    if (value) {
      head.set(value.subarray(0, HEAD - filled), filled);
      filled += Math.min(value.length, HEAD - filled);
    }
  }
  await reader.cancel();
  return wholeRecords(head.subarray(0, filled), ended);
}

function mappingOf(guess) {
  const how = guess.lon && guess.lat ? 'lonlat' : guess.x && guess.y ? 'xy' : guess.wkt ? 'wkt' : guess.pair ? 'pair' : 'lonlat';
  return {
    how,
    lon: guess.lon ?? '',
    lat: guess.lat ?? '',
    x: guess.x ?? '',
    y: guess.y ?? '',
    crs: guess.crs ?? '',
    wkt: guess.wkt ?? '',
    pair: guess.pair ?? '',
  };
}

/** The columns that a mapping names. @param {any} mapping @returns {string[]} */
export function columnsOf(mapping) {
  return { lonlat: [mapping.lon, mapping.lat], xy: [mapping.x, mapping.y], wkt: [mapping.wkt], pair: [mapping.pair] }[mapping.how];
}

export const setMapping = (patch) => set({ mapping: { ...now().mapping, ...patch }, problem: null });
export const setOptions = (patch) => set({ options: { ...now().options, ...patch }, problem: null });
export const goToStep = (step) => set({ step, problem: null });

/** Sends the file and follows the job to its end. */
export async function startPlacing() {
  const { mapping, options, name } = now(),
    file = chosen;
  if (!file) return;
  running?.abort();
  const mine = (running = new AbortController());
  set({ step: 'running', phase: 'sending', sent: 0, total: file.size, job: null, problem: null });
  announce(words.file.started(name));
  try {
    const fields = {
      ...fieldsOf(mapping),
      layers: options.layers.join(','),
      at: store.get().date,
      positionError: options.positionError,
      snap: options.snap,
    };
    const { id } = await api.startJob(
      file,
      fields,
      (sent, total) => {
        if (running === mine) set({ sent, total });
      },
      mine.signal,
    );
    set({ phase: 'placing', job: { id, done: 0, bytesDone: 0, bytesTotal: file.size, state: 'queued' } });
    const job = await api.followJob(
      id,
      (news) => {
        if (running === mine) set({ job: { ...now().job, ...news } });
      },
      mine.signal,
    );
    if (job.state === 'done') return await showResult(id, options.layers[0]);
    if (job.state === 'cancelled') return backToLayers(null);
    backToLayers(inWords(`${words.file.failed}.`, job.problem?.detail ?? job.problem ?? job.sentence ?? ''));
  } catch (error) {
    if (!mine.signal.aborted) backToLayers(sentenceOf(error));
  }
}

function fieldsOf(mapping) {
  if (mapping.how === 'lonlat') return { lon: mapping.lon, lat: mapping.lat };
  if (mapping.how === 'xy') return { x: mapping.x, y: mapping.y, crs: mapping.crs };
  return mapping.how === 'wkt' ? { wkt: mapping.wkt, crs: mapping.crs } : { pair: mapping.pair };
}

function backToLayers(problem) {
  set({ step: 'layers', problem });
  if (problem) announce(problem);
}

export async function cancelPlacing() {
  const { job } = now();
  running?.abort();
  backToLayers(null);
  toast(words.file.cancelled);
  if (job?.id) await api.cancelJob(job.id).catch(() => null); // it may have ended by itself meanwhile
}

async function showResult(id, layer) {
  const summary = await api.summary(id);
  set({ step: 'result', summary, id });
  store.set({ sheet: 'half' }); // on a phone, so that the points can be seen
  announce(words.file.finished(summary));
  await colourBy(layer, true);
}

/** Draws the points in the colours of a layer's areas. @param {string} layer @param {boolean} [zoom] bring them into view */
export async function colourBy(layer, zoom = false) {
  const { id } = now(),
    { date } = store.get();
  set({ layer });
  const came = await points.want(
    [id, layer],
    async (signal) => {
      const [answer, { codes }] = await Promise.all([api.points(id, layer, signal), api.codes(layer, date, signal)]);
      return { points: pointsOf(answer), codes };
    },
    { retry: true },
  );
  if (!came || !points.value) return;
  showDots(layer, points.value.points, points.value.codes);
  if (zoom && points.value.points.count > 0) map.fly({ bounds: boundsOf(points.value.points) });
}

/**
 * Where most points are: a stray point far away must not zoom the city out of sight.
 * @returns {[number, number, number, number]}
 */
function boundsOf({ lons, lats }) {
  const middle = (column) => {
    const all = Float64Array.from(column).sort();
    return [all[Math.floor(all.length * 0.01)], all[Math.ceil(all.length * 0.99) - 1]];
  };
  const [west, east] = middle(lons),
    [south, north] = middle(lats);
  return [west, south, east, north];
}

/** Starts over with no file. */
export function forgetFile() {
  running?.abort();
  chosen = null;
  points.clear();
  store.set({ file: { step: 'choose' }, dots: null });
}
