import { api, onConnection } from './api.js';
import { changedParts, readChanged } from './changes.js';
import { cityResource } from './city-resource.js';
import { announce } from './notices.js';
import { keepTurfs, startOutlines } from './outlines.js';
import { askWho } from './place.js';
import { sentenceOf } from './problems.js';
import { maySee } from './registry.js';
import { Resource } from './resource.js';
import { dayShown } from './selectors.js';
import { leaveForSignIn, loadMe } from './session.js';
import { store } from './store.js';
import { yieldToBrowser } from './yield.js';
import { bandOf } from '../pure/bands.js';
import { drawnAtFirst } from '../pure/drawn.js';
import { shapesOf } from '../pure/shapes.js';

/** Keeps the state filled: who is signed in, the city, and the layers and the plan of the day shown. */
export function startLoading() {
  onConnection((online) => store.set({ online }));
  window.addEventListener('offline', () => store.set({ online: false }));
  window.addEventListener('online', refresh);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') refresh();
  });
  store.on(['date'], loadDay);
  store.on(['online'], keepTrying);
  startOutlines();
  loadPerson();
  return loadCity();
}

/** Learns who is signed in, beside the city and not before it. Without that, what needs a permission stays hidden. */
async function loadPerson() {
  const me = await loadMe().catch(() => null); // the city, asked at the same time, tells what is wrong
  if (me && !me.permissions.includes('lookUp')) await leaveForSignIn();
  store.set({ me });
  if (!maySee(store.get().tab, me?.permissions ?? null)) store.set({ tab: 'place', item: null });
}

let trying = 0;

/** While the server does not answer, it is asked again every few seconds. */
function keepTrying({ online }) {
  clearInterval(trying);
  if (!online)
    trying = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, 5000);
}

/** The city. It has no part of its own: it says itself what changed. */
const city = new Resource({ problemOf: sentenceOf, changed: showCity });
let isQuiet = false;

/** What is asked behind the page's back shows only when it brings something. */
function showCity({ status, value, problem }) {
  if (isQuiet && status !== 'ready') return;
  const { date } = store.get();
  store.set({ city: { status, value, problem }, date: date === value?.today ? null : date });
}

/** Opens the city, or opens it again after a failure. */
export const loadCity = () => readCity(false);

/** Looks whether the city's data changed while nobody looked, and reads again what did. */
export const refresh = () => readCity(true);

/** @param {boolean} quietly */
async function readCity(quietly) {
  const before = city.value;
  isQuiet = quietly;
  const came = await (city.status === 'idle' ? city.want('city', (signal) => api.city(signal)) : city.again());
  if (!came) return;
  if (!store.get().me) loadPerson();
  if (before) readChanged(changedParts(before, /** @type {any} */ (city.value)));
  loadDay();
}

/** The layers and the plan in force on a day. */
const day = cityResource({ parts: ['geography', 'plans', 'staff'], changed: showDay });

/** Reads the day shown; again, where that failed. */
function loadDay() {
  const { date } = store.get();
  if (!store.get().city.value) return;
  askWho();
  day.want(dayShown(), (signal) => readDay(date, signal), { retry: true });
}

async function readDay(date, signal) {
  const [{ layers, plans, at }, turfs] = await Promise.all([api.layers(date, signal), turfsAt(date, signal)]);
  await yieldToBrowser();
  return { layers, plans, at, ...turfs };
}

function showDay({ status, value, problem }) {
  const { layers, plan, shown } = store.get();
  if (status !== 'ready') {
    store.set({ layers: { ...layers, status, problem }, plan: { ...plan, status, problem } });
    if (status === 'failed') announce(problem);
    return;
  }
  const { at } = value;
  store.set({
    plan: { status, value: value.plan, turfs: value.turfs, at, problem: null },
    layers: { status, list: value.layers, plans: value.plans, at, problem: null },
    shown: shown ?? drawnAtFirst(value.layers, value.plan !== null),
  });
}

/** The turfs at the lowest band are the list too: names and people do not depend on the zoom. */
async function turfsAt(date, signal) {
  const band = bandOf(store.get().view?.zoom ?? 10);
  const answer = await api.turfs({ zoom: band, at: date }, signal);
  keepTurfs(band, date, shapesOf(answer));
  const turfs = answer.features.map(({ id, properties }) => ({ ...properties, code: String(properties.code ?? id) }));
  return { plan: answer.plan, turfs };
}
