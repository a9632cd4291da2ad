import {eventReader} from './pure/sse.js';
import {words} from './words.js';

/** What the server said went wrong, in a sentence for a person. */
export class ApiProblem extends Error {
  /** @param {string} sentence @param {{status?: number, errors?: Record<string, string[]>, offline?: boolean}} [more] */
  constructor(sentence, {status = 0, errors = {}, offline = false} = {}) {
    super(sentence);
    this.name = 'ApiProblem';
    this.status = status;
    this.errors = errors;
    this.offline = offline;
  }
}

const heard = new Set();

/** Tells whether the server answers, after each request. @param {(online: boolean) => void} hear */
export const onConnection = (hear) => heard.add(hear);
const tell = (online) => heard.forEach((hear) => hear(online));

/** @param {string} path @param {Record<string, any>} [fields] empty ones are left out @param {RequestInit} [init] @returns {Promise<Response>} */
async function ask(path, fields = {}, init = {}) {
  let answer;
  try {
    answer = await fetch(urlOf(path, fields), init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    tell(false);
    throw new ApiProblem(words.problems.offline, {offline: true});
  }
  tell(true);
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

function urlOf(path, fields) {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== '').map(([key, value]) => [key, String(value)]));
  return new URL(`.${path}${query.size > 0 ? `?${query}` : ''}`, document.baseURI);
}

async function problemOf(answer) {
  const text = await answer.text().catch(() => '');
  return problemFrom(answer.status, answer.headers.get('content-type'), text);
}

function problemFrom(status, type, text) {
  if (type?.includes('json')) {
    try {
      const {detail, title, errors} = JSON.parse(text);
      const first = errors ? Object.values(errors).flat()[0] : null;
      return new ApiProblem(detail ?? first ?? title ?? words.problems.status(status), {status, errors: errors ?? {}});
    } catch { /* not the shape it said it was: the plain sentence below */ }
  }
  return new ApiProblem(words.problems.status(status), {status});
}

const json = async (path, fields, init) => (await ask(path, fields, init)).json();

export const api = {
  city: (signal) => json('/api/city', {}, {signal, cache: 'no-cache'}),
  layers: (at, signal) => json('/api/layers', {at}, {signal}),
  areas: (key, {zoom, at}, signal) => json(`/api/layers/${encodeURIComponent(key)}/areas`, {zoom, at}, {signal}),
  turfs: ({zoom, at}, signal) => json('/api/turfs', {at, zoom}, {signal}),
  who: ({lon, lat}, at, signal) => json('/api/who', {lon, lat, at}, {signal}),
  search: (q, at, signal) => json('/api/search', {q, at}, {signal}),
  codes: (key, at, signal) => json(`/api/layers/${encodeURIComponent(key)}/codes`, {at}, {signal}),

  /** @param {Uint8Array} head @param {string} name */
  guess: (head, name) => json('/api/assign/guess', {}, {
    method: 'POST', body: head, headers: {'content-type': 'text/csv', 'x-file-name': encodeURIComponent(name)},
  }),

  job: (id, signal) => json(`/api/jobs/${id}`, {}, {signal, cache: 'no-store'}),
  cancelJob: (id) => ask(`/api/jobs/${id}`, {}, {method: 'DELETE'}),
  summary: (id) => json(`/api/jobs/${id}/summary`),
  points: async (id, layer, signal) => (await ask(`/api/jobs/${id}/points`, {layer}, {signal})).arrayBuffer(),
  resultUrl: (id) => urlOf(`/api/jobs/${id}/result`, {}).href,

  /** Sends the file; only this way does a browser tell how many bytes have left.
   * @param {Blob} file @param {Record<string, any>} fields @param {(sent: number, total: number) => void} progress @param {AbortSignal} signal
   * @returns {Promise<{id: string}>} */
  startJob: (file, fields, progress, signal) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', urlOf('/api/assign/jobs', fields));
    request.setRequestHeader('content-type', 'text/csv');
    if ('name' in file) request.setRequestHeader('x-file-name', encodeURIComponent(String(file.name)));
    request.upload.addEventListener('progress', (event) => progress(event.loaded, event.total));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(problemFrom(request.status, request.getResponseHeader('content-type'), request.responseText));
    });
    request.addEventListener('error', () => reject(new ApiProblem(words.problems.uploadBroke, {offline: true})));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  }),

  /** Follows a job to its end. When the stream breaks, the job is asked for and the stream taken up again.
   * @param {string} id @param {(job: any) => void} hear @param {AbortSignal} signal @returns {Promise<any>} the finished job */
  async followJob(id, hear, signal) {
    let over = null;
    for (let failures = 0; ; ) {
      try {
        const answer = await ask(`/api/jobs/${id}/events`, {}, {signal, headers: {accept: 'text/event-stream'}});
        const read = eventReader();
        const reader = /** @type {ReadableStream} */ (answer.body).pipeThrough(new TextDecoderStream()).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
          failures = 0;
          for (const {data} of read(piece.value)) {
            const job = JSON.parse(data);
            hear(job);
            if (finished(job)) over = job; // and read on: the server closes the stream itself
          }
        }
        if (over) return over;
      } catch (error) {
        if (over) return over;
        if (signal.aborted || (error instanceof ApiProblem && !error.offline) || failures >= 5) throw error;
      }
      failures += 1;
      await new Promise((resolve) => setTimeout(resolve, 500 * failures));
      const job = await api.job(id, signal).catch((error) => { if (error.offline && failures < 5) return null; throw error; });
      if (job) { hear(job); if (finished(job)) return job; }
    }
  },
};

const finished = (job) => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
