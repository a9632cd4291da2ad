import { antiforgery, ApiProblem, ask, json, leaveForSignIn, problemFrom, send, urlOf } from './session.js';
import { words } from './words.js';
import { eventReader } from '../pure/sse.js';

export { ApiProblem, onConnection } from './session.js';

export const api = {
  city: (signal) => json('/api/city', {}, { signal, cache: 'no-cache' }),
  layers: (at, signal) => json('/api/layers', { at }, { signal }),
  areas: (key, { zoom, at }, signal) => json(`/api/layers/${encodeURIComponent(key)}/areas`, { zoom, at }, { signal }),
  tile: async (key, { z, x, y }, at, signal) =>
    (await ask(`/tiles/${encodeURIComponent(key)}/${z}/${x}/${y}.mvt`, { at }, { signal })).arrayBuffer(),
  turfs: ({ zoom, at }, signal) => json('/api/turfs', { at, zoom }, { signal }),
  who: ({ lon, lat }, at, signal) => json('/api/who', { lon, lat, at }, { signal }),
  search: (q, at, signal) => json('/api/search', { q, at }, { signal }),
  partners: (signal) => json('/api/partners', {}, { signal }),
  /** @param {{after: string | null, open: boolean | null}} which @param {AbortSignal} signal */
  cases: ({ after, open }, signal) => json('/api/cases', { after, open, limit: 200 }, { signal, cache: 'no-store' }),
  /**
   * What is known of many cases, or events, at once.
   * @param {string} of cases or events
   * @param {'' | '/counts' | '/hexagons' | '/surface' | '/hotspots' | '/compare'} what
   * @param {Record<string, any>} fields
   * @param {AbortSignal} [signal]
   */
  density: (of, what, fields, signal) => json(`/api/${of}${what}`, fields, { signal, ...(of === 'cases' ? { cache: 'no-store' } : {}) }),
  densityUrl: (of, what, fields) => urlOf(`/api/${of}${what}`, fields).href,
  pointTile: async (of, { z, x, y }, fields, signal) => (await ask(`/tiles/${of}/${z}/${x}/${y}.mvt`, fields, { signal })).arrayBuffer(),
  figures: (fields, signal) => json('/api/figures', fields, { signal, cache: 'no-store' }),
  figuresUrl: (fields) => urlOf('/api/figures', fields).href,
  releases: (signal) => json('/api/releases', {}, { signal, cache: 'no-store' }),
  releasePreview: (layer, signal) => json('/api/releases/preview', { layer }, { signal, cache: 'no-store' }),
  /** @param {{month: string, layer: string | null}} until */
  release: (until) => send('POST', '/api/releases', until),
  views: (signal) => json('/api/views', {}, { signal, cache: 'no-store' }),
  saveView: (view) => send('POST', '/api/views', view),
  deleteView: (id) => send('DELETE', `/api/views/${encodeURIComponent(id)}`),
  caseOf: (id, signal) => json(`/api/cases/${encodeURIComponent(id)}`, {}, { signal, cache: 'no-store' }),
  imports: (signal) => json('/api/imports', {}, { signal, cache: 'no-cache' }),
  importOf: (id, signal) => json(`/api/imports/${encodeURIComponent(id)}`, {}, { signal }),
  undoImport: (id) => send('DELETE', `/api/imports/${encodeURIComponent(id)}`),
  profile: (signal) => json('/api/profile', {}, { signal, cache: 'no-cache' }),
  saveProfile: (profile, version) => send('PUT', '/api/profile', profile, { headers: { 'if-match': `"${version}"` } }),
  codes: (key, at, signal) => json(`/api/layers/${encodeURIComponent(key)}/codes`, { at }, { signal }),

  /** @param {Uint8Array<ArrayBuffer>} head @param {string} name */
  guess: (head, name) =>
    json(
      '/api/assign/guess',
      {},
      {
        method: 'POST',
        body: head,
        headers: { 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(name) },
      },
    ),

  job: (id, signal) => json(`/api/jobs/${id}`, {}, { signal, cache: 'no-store' }),
  cancelJob: (id) => ask(`/api/jobs/${id}`, {}, { method: 'DELETE' }),
  summary: (id) => json(`/api/jobs/${id}/summary`),
  points: async (id, layer, signal) => (await ask(`/api/jobs/${id}/points`, { layer }, { signal })).arrayBuffer(),
  resultUrl: (id) => urlOf(`/api/jobs/${id}/result`, {}).href,

  /** Sends the file; only this way does a browser tell how many bytes have left.
   * @param {Blob} file
   * @param {Record<string, any>} fields
   * @param {(sent: number, total: number) => void} progress
   * @param {AbortSignal} signal
   * @returns {Promise<{id: string}>} */
  startJob: async (file, fields, progress, signal) => sendFile(await antiforgery(), file, fields, progress, signal),

  /** Follows a job to its end. When the stream breaks, the job is asked for and the stream taken up again.
   * @param {string} id @param {(job: any) => void} onJob @param {AbortSignal} signal @returns {Promise<any>} the finished job */
  async followJob(id, onJob, signal) {
    let over = null;
    for (let failures = 0; ;) {
      try {
        const answer = await ask(`/api/jobs/${id}/events`, {}, { signal, headers: { accept: 'text/event-stream' } });
        const read = eventReader();
        const reader = /** @type {ReadableStream} */ (answer.body).pipeThrough(new TextDecoderStream()).getReader();
        for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
          failures = 0;
          for (const { data } of read(piece.value)) {
            const job = JSON.parse(data);
            onJob(job);
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
      const job = await api.job(id, signal).catch((error) => {
        if (error.offline && failures < 5) return null;
        throw error;
      });
      if (job) {
        onJob(job);
        if (finished(job)) return job;
      }
    }
  },
};

const finished = (job) => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

const sendFile = (headers, file, fields, progress, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', urlOf('/api/assign/jobs', fields));
    request.setRequestHeader('content-type', 'text/csv');
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if ('name' in file) request.setRequestHeader('x-file-name', encodeURIComponent(String(file.name)));
    request.upload.addEventListener('progress', (event) => progress(event.loaded, event.total));
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText));
      else if (request.status === 401) leaveForSignIn();
      else reject(problemFrom(request.status, (name) => request.getResponseHeader(name), request.responseText));
    });
    request.addEventListener('error', () => reject(new ApiProblem(words.problems.uploadBroke, { offline: true })));
    request.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    if (signal.aborted) reject(new DOMException('cancelled', 'AbortError'));
    else request.send(file);
  });
