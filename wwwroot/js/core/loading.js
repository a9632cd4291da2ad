import { announce, askWho, sentenceOf } from './actions.js';
import { api, onConnection } from './api.js';
import { bandOf } from '../pure/bands.js';
import { byCoarseness, drawnAtFirst } from '../pure/drawn.js';
import { maySee } from '../pure/screens.js';
import { shapesOf } from '../pure/shapes.js';
import { leaveForSignIn, loadMe } from './session.js';
import { store } from './store.js';

/** Keeps the state filled: hears what is wanted (date, layers drawn, zoom band) and fetches what is missing. */
export function startLoading() {
  onConnection((online) => store.set({ online }));
  window.addEventListener('offline', () => store.set({ online: false }));
  window.addEventListener('online', refresh);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') refresh();
  });
  store.on(['date'], loadDay);
  store.on(['online'], keepTrying);
  store.on(['layers', 'plan', 'shown', 'listed', 'area', 'view', 'densityMap'], wantShapes);
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
      if (document.visibilityState === 'visible')
        api.city().then(
          () => loadCity(),
          () => null,
        );
    }, 5000);
}

/** Opens the city, or opens it again after a failure. */
export async function loadCity() {
  store.set({ city: { ...store.get().city, status: 'loading', problem: null } });
  try {
    const city = await api.city();
    store.set({ city: { status: 'ready', value: city, problem: null }, date: store.get().date === city.today ? null : store.get().date });
    if (!store.get().me) loadPerson();
    await loadDay();
  } catch (error) {
    store.set({ city: { ...store.get().city, status: 'failed', problem: sentenceOf(error) } });
  }
}

/** Looks whether the city's data changed while nobody looked; when it did, everything is read anew. */
async function refresh() {
  const { city } = store.get();
  if (city.status !== 'ready') return loadCity();
  const now = await api.city().catch(() => null);
  if (!now || now.version === city.value.version) return;
  drawn.clear();
  store.set({ city: { ...city, value: now } });
  await loadDay();
}

let reading = new AbortController();

/** Reads layers and plan of the date shown. */
async function loadDay() {
  reading.abort();
  const mine = (reading = new AbortController());
  const { date } = store.get();
  store.set({ layers: { ...store.get().layers, status: 'loading' }, plan: { ...store.get().plan, status: 'loading' } });
  askWho();
  try {
    const [{ layers, plans, at }, turfs] = await Promise.all([api.layers(date, mine.signal), turfsAt(date, mine.signal)]);
    await breath();
    const plan = { status: 'ready', value: turfs.plan, turfs: turfs.list, at, problem: null };
    store.set({
      plan,
      layers: { status: 'ready', list: layers, plans, at, problem: null },
      shown: store.get().shown ?? drawnAtFirst(layers, turfs.plan !== null),
    });
  } catch (error) {
    if (mine.signal.aborted) return;
    const problem = sentenceOf(error);
    store.set({ layers: { ...store.get().layers, status: 'failed', problem }, plan: { ...store.get().plan, status: 'failed', problem } });
    announce(problem);
  }
}

/** Lets the page draw and hear between two heavy pieces of work. */
const breath = () => new Promise((resolve) => setTimeout(resolve));

/** The turfs at the lowest band are the list too: names and people do not depend on the zoom. */
async function turfsAt(date, signal) {
  const band = bandOf(store.get().view?.zoom ?? 10);
  const answer = await api.turfs({ zoom: band, at: date }, signal);
  const value = shapesOf(answer);
  drawn.set(drawnKey('turfs', date ?? 'today', band), value);
  const list = answer.features.map(({ id, properties }) => ({ ...properties, code: String(properties.code ?? id) }));
  return { plan: answer.plan, list };
}

/** Layers already fetched: key, vintage and band -> shapes. A few cities' worth fits; the oldest go first. */
const drawn = new Map();
const KEPT = 40;
const drawnKey = (key, vintage, band) => `${key} ${vintage} ${band}`;
const onTheWay = new Map();

function wantShapes() {
  const { layers, plan, shown, listed, area, view, date, densityMap } = store.get();
  if (!view || layers.status !== 'ready' || !shown) return;
  const band = bandOf(view.zoom);
  const wanted = new Set([
    ...shown,
    ...(listed ? [listed] : []),
    ...(area ? [area.layer] : []),
    ...(densityMap?.draw === 'areas' ? [densityMap.layer] : []),
    ...layers.list.filter((layer) => layer.use === 'context' && !layer.lines).map((layer) => layer.key),
  ]);
  const coarsest = byCoarseness(layers.list).find((layer) => layer.inForce);
  if (coarsest) wanted.add(coarsest.key); // the land
  for (const key of wanted) {
    if (key === 'turfs') {
      if (plan.value) want('turfs', date ?? 'today', band);
      else drop('turfs');
      continue;
    }
    const layer = layers.list.find((other) => other.key === key);
    if (layer?.inForce) want(key, layer.inForce.vintage ?? layer.inForce.validFrom ?? '', band);
    else drop(key);
  }
  for (const key of Object.keys(store.get().shapes)) if (!wanted.has(key)) drop(key);
}

function want(key, vintage, band) {
  const now = store.get().shapes[key];
  const wish = drawnKey(key, vintage, band);
  if (now?.wish === wish && now.status !== 'failed') return;
  const known = drawn.get(wish);
  if (known) return put(key, { status: 'ready', wish, vintage, value: known, problem: null });
  onTheWay.get(key)?.abort();
  const mine = new AbortController();
  onTheWay.set(key, mine);
  // Until the new lines come, those of the same vintage stay, a little coarse or fine; another day's lines do not.
  put(key, { status: 'loading', wish, vintage, value: now?.vintage === vintage ? now.value : null, problem: null });
  fetchShapes(key, wish, vintage, band, mine.signal);
}

async function fetchShapes(key, wish, vintage, band, signal) {
  const { date } = store.get();
  try {
    const answer =
      key === 'turfs' ? await api.turfs({ zoom: band, at: date }, signal) : await api.areas(key, { zoom: band, at: date }, signal);
    await breath();
    const value = shapesOf(answer);
    drawn.set(wish, value);
    if (drawn.size > KEPT) drawn.delete(drawn.keys().next().value);
    if (store.get().shapes[key]?.wish === wish) put(key, { status: 'ready', wish, vintage, value, problem: null });
  } catch (error) {
    if (signal.aborted) return;
    put(key, { ...store.get().shapes[key], status: 'failed', problem: sentenceOf(error) });
  }
}

/** Fetches again what failed. */
export function retryShapes() {
  for (const [key, entry] of Object.entries(store.get().shapes)) if (entry.status === 'failed') drop(key);
  wantShapes();
}

function put(key, entry) {
  store.set({ shapes: { ...store.get().shapes, [key]: entry } });
}

function drop(key) {
  if (!(key in store.get().shapes)) return;
  onTheWay.get(key)?.abort();
  const { [key]: gone, ...rest } = store.get().shapes;
  store.set({ shapes: rest });
}
