import { announce, sentenceOf, toast } from '../../core/actions.js';
import { api, ApiProblem } from '../../core/api.js';
import { isGzip, whyNotCsv, wholeRecords } from '../../pure/csvhead.js';
import { withDetail } from '../../pure/detail.js';
import { pointsOf } from '../../pure/points.js';
import { inWords } from '../../core/session.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';

/**
 * Placing a file, step by step. `file` in the state is one of
 *   choose {problem}, reading {name}, columns, layers {blob, name, guess, mapping, options},
 *   running {…, phase, sent, total, job}, result {…, job, summary, layer}.
 */
const HEAD = 64 * 1024;
let running = null;

const now = () => store.get().file;
const set = (patch) => store.set({ file: { ...now(), ...patch } });

/** @param {FileList | File[]} files what was dropped or chosen */
export async function takeFiles(files) {
  if (files.length === 0) return;
  running?.abort();
  store.set({ tab: 'file', sheet: 'full', dots: null });
  if (files.length > 1) {
    refuse(words.file.tooMany);
    return;
  }
  const file = files[0];
  store.set({ file: { step: 'reading', name: file.name } });
  try {
    const head = await headOf(file);
    const why = whyNotCsv(head, file.size);
    if (why) {
      refuse(words.file.notCsv[why](file.name));
      return;
    }
    const guess = await api.guess(head, file.name);
    const { list } = store.get().layers;
    store.set({
      file: {
        step: 'columns',
        blob: file,
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
    refuse(error instanceof ApiProblem ? error.message : sentenceOf(error));
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
  const { blob, mapping, options, name } = now();
  running?.abort();
  const mine = (running = new AbortController());
  set({ step: 'running', phase: 'sending', sent: 0, total: blob.size, job: null, problem: null });
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
      blob,
      fields,
      (sent, total) => {
        if (running === mine) set({ sent, total });
      },
      mine.signal,
    );
    set({ phase: 'placing', job: { id, done: 0, bytesDone: 0, bytesTotal: blob.size, state: 'queued' } });
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
  const { id, blob } = now();
  set({ layer, pointsProblem: null });
  try {
    const points = pointsOf(await api.points(id, layer));
    const { codes } = await api.codes(layer, store.get().date);
    if (now().blob !== blob || now().layer !== layer) return;
    store.set({ dots: { layer, points, codes }, ...(zoom && points.count > 0 ? { goTo: { bounds: boundsOf(points) } } : {}) });
  } catch (error) {
    set({ pointsProblem: sentenceOf(error) });
  }
}

/** Where most points are: a stray point far away must not zoom the city out of sight. */
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
  store.set({ file: { step: 'choose' }, dots: null });
}
