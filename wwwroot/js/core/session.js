import { isForeign } from './language.js';
import { shared } from './shared-words.js';
import { withDetail } from '../pure/detail.js';
import { signInAddress } from '../pure/next.js';

/** What the server said went wrong, in a sentence for a person. */
export class ApiProblem extends Error {
  /**
   * @param {string} sentence
   * @param {{status?: number, type?: string, errors?: Record<string, string[]>, offline?: boolean, againInSeconds?: number | null}} [more]
   */
  constructor(sentence, { status = 0, type = '', errors = {}, offline = false, againInSeconds = null } = {}) {
    super(sentence);
    this.name = 'ApiProblem';
    this.status = status;
    this.type = type;
    this.errors = errors;
    this.offline = offline;
    this.againInSeconds = againInSeconds;
  }
}

/**
 * Who is signed in, as the server says it.
 * @typedef {object} Me
 * @property {boolean} signedIn
 * @property {string | null} name
 * @property {string | null} signInName
 * @property {string | null} role
 * @property {string | null} liaison
 * @property {string[]} permissions
 * @property {string | null} antiforgery
 * @property {boolean | null} hasSecondFactor
 * @property {boolean | null} hasPassword
 * @property {boolean | null} isDemo
 * @property {{firstRun: boolean, demo: string[], provider: string | null, isPublic: boolean}} signIn
 */

const connectionListeners = new Set();

/** Calls with whether the server answers, after each request. @param {(online: boolean) => void} listener */
export const onConnection = (listener) => connectionListeners.add(listener);
const notifyConnection = (online) => connectionListeners.forEach((listener) => listener(online));

const SAFE = new Set(['GET', 'HEAD']);

/** @type {Promise<Me> | null} */
let asked = null;
/** @type {Me | null} */
let known = null;
let leaving = false;

/** Who is signed in. Asked once; a second call waits for the same answer. @returns {Promise<Me>} */
export function loadMe() {
  if (known) return Promise.resolve(known);
  return (asked ??= json('/api/me', {}, { cache: 'no-store', staysOn401: true })
    .then(setMe)
    .finally(() => {
      asked = null;
    }));
}

/** Takes over what a sign-in answered. @param {Me} me @returns {Me} */
export function setMe(me) {
  known = me;
  return me;
}

/** Asks anew, after signing in or out elsewhere. @returns {Promise<Me>} */
export function reloadMe() {
  known = null;
  return loadMe();
}

/** The header that every change needs. Who has no session yet has none to send. @returns {Promise<Record<string, string>>} */
export async function antiforgery() {
  const { antiforgery: value } = known ?? (await loadMe());
  return value ? { 'x-antiforgery': value } : {};
}

/** @param {string} path @param {Record<string, any>} [fields] empty ones are left out @returns {URL} under the page's own city */
export function urlOf(path, fields = {}) {
  const query = new URLSearchParams(
    Object.entries(fields)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([key, value]) => [key, String(value)]),
  );
  return new URL(`.${path}${query.size > 0 ? `?${query}` : ''}`, document.baseURI);
}

/**
 * The one way of asking. Adds the header that changes need, turns failures into sentences, and leaves for the sign-in page when nobody
 * is signed in any more.
 * @param {string} path
 * @param {Record<string, any>} [fields]
 * @param {RequestInit & {staysOn401?: boolean}} [init] staysOn401: signing in itself
 * @returns {Promise<Response>}
 */
export async function ask(path, fields = {}, { staysOn401 = false, ...init } = {}) {
  const headers = SAFE.has(init.method ?? 'GET') || staysOn401 ? init.headers : { ...init.headers, ...(await antiforgery()) };
  let answer;
  try {
    answer = await fetch(urlOf(path, fields), { ...init, headers });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    notifyConnection(false);
    throw new ApiProblem(shared.problems.offline, { offline: true });
  }
  notifyConnection(true);
  if (answer.ok) return answer;
  const problem = problemFrom(answer.status, (name) => answer.headers.get(name), await answer.text().catch(() => ''));
  if (problem.status === 401 && !staysOn401) return leaveForSignIn();
  throw problem;
}

/**
 * @param {string} path
 * @param {Record<string, any>} [fields]
 * @param {RequestInit & {staysOn401?: boolean}} [init]
 * @returns {Promise<any>}
 */
export const json = async (path, fields, init) => (await ask(path, fields, init)).json();

/**
 * Sends a value as JSON.
 * @param {string} method
 * @param {string} path
 * @param {any} [value]
 * @param {{staysOn401?: boolean, headers?: Record<string, string>}} [how]
 * @returns {Promise<any>} the answer, null when it is empty
 */
export async function send(method, path, value = {}, { headers, ...how } = {}) {
  const answer = await ask(
    path,
    {},
    { method, body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers }, ...how },
  );
  return answer.status === 204 ? null : answer.json();
}

/**
 * The problem in an answer.
 * @param {number} status
 * @param {(name: string) => string | null} header
 * @param {string} text
 * @returns {ApiProblem}
 */
export function problemFrom(status, header, text) {
  const wait = Number(header('retry-after') ?? NaN),
    againInSeconds = wait > 0 ? wait : null;
  if (header('content-type')?.includes('json')) {
    try {
      const { detail, title, type = '', errors = {} } = JSON.parse(text);
      return new ApiProblem(inWords(kindOf(type, status), detail ?? Object.values(errors).flat()[0] ?? title ?? ''), {
        status,
        type,
        errors: fieldsInWords(errors),
        againInSeconds,
      });
    } catch {
      /* not the shape it said it was: the plain sentence below */
    }
  }
  return new ApiProblem(shared.problems.status(status), { status, againInSeconds });
}

/**
 * What the server said; in another language than its own, first what we say of it.
 * @param {string} own
 * @param {string} said in English
 * @returns {string}
 */
export const inWords = (own, said) => (isForeign ? withDetail(own, said) : said || own);

/** @param {string} type @param {number} status */
const kindOf = (type, status) =>
  shared.problems.types[/** @type {keyof typeof shared.problems.types} */ (type.replace('/problems/', ''))] ??
  shared.problems.status(status);

/** @param {Record<string, string[]>} errors @returns {Record<string, string[]>} */
const fieldsInWords = (errors) =>
  Object.fromEntries(Object.entries(errors).map(([field, said]) => [field, said.map((one) => inWords(shared.problems.field, one))]));

/**
 * Goes to sign in, once, and comes back here. Nothing more happens on this page, so what waits for an answer waits for good.
 * @returns {Promise<never>}
 */
export function leaveForSignIn() {
  if (!leaving) location.assign(signInAddress(location.href, document.baseURI));
  leaving = true;
  return new Promise(() => {});
}

/** Signs out here, or in every browser, and goes to the sign-in page. @param {{everywhere?: boolean}} [how] */
export async function signOut({ everywhere = false } = {}) {
  await send('POST', everywhere ? '/api/sign-out/everywhere' : '/api/sign-out');
  known = null;
  location.assign(new URL('./sign-in.html', document.baseURI));
}

// A page that the browser kept and shows again may be somebody else's by now.
if (typeof window !== 'undefined')
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

const OPENED_ANEW = 'turfmap.opened-anew';

/**
 * A page that stood open while the program was renewed asks late for a file that is gone by then. Every state is in the address, so the
 * page is opened anew: when the server answers, and once, lest a file that is really missing has it open again and again.
 * @param {PromiseRejectionEvent} event
 */
function openAnew(event) {
  const own = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[type=module]'))?.src ?? '';
  const isGone = event.reason instanceof TypeError && /dynamically imported module|module script failed/i.test(event.reason.message);
  if (!isGone || sessionStorage.getItem(OPENED_ANEW) === own) return;
  event.preventDefault();
  reloadMe().then(
    () => {
      sessionStorage.setItem(OPENED_ANEW, own);
      location.reload();
    },
    () => console.error(event.reason),
  );
}
if (typeof window !== 'undefined') window.addEventListener('unhandledrejection', openAnew);
