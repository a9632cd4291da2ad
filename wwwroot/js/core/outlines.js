import { api } from './api.js';
import { onChange } from './changes.js';
import { sentenceOf } from './problems.js';
import { allFeatures } from './registry.js';
import { Resource } from './resource.js';
import { store } from './store.js';
import { yieldToBrowser } from './yield.js';
import { bandOf } from '../pure/bands.js';
import { byCoarseness } from '../pure/drawn.js';
import { shapesOf } from '../pure/shapes.js';

/**
 * The outlines of the layers that are drawn or pointed at. The state says how each stands; the shapes themselves, which are large and
 * made for
 * drawing, are here.
 * @typedef {import('../pure/shapes.js').Shapes} Shapes
 */

/** @type {Map<string, {resource: Resource<Shapes>, vintage: string}>} by layer key, or 'turfs' */
const wanted = new Map();

/** Outlines already read: a few cities' worth fits; the oldest go first. @type {Map<string, Shapes>} */
const kept = new Map();
const MOST_KEPT = 40;

/** Counts the changes of what outlines are made of, so that those of before are not taken for those of now. */
const changes = { areas: 0, turfs: 0 };

const keyOf = (layer, vintage, band) => `${layer} ${vintage} ${band} ${layer === 'turfs' ? changes.turfs : changes.areas}`;

/** The outlines of a layer as they are drawn now. @param {string} layer its key, or 'turfs' @returns {Shapes | null} */
export const outlinesOf = (layer) => wanted.get(layer)?.resource.value ?? null;

/** Reads what is to be drawn, whenever that changes. */
export function startOutlines() {
  onChange(['geography'], () => (changes.areas += 1));
  onChange(['geography', 'plans', 'staff'], () => (changes.turfs += 1));
  store.on(['layers', 'plan', 'shown', 'listed', 'area', 'view', 'tab'], wantOutlines);
}

/** Takes the outlines that came with the list of turfs. @param {number | null} band @param {string | null} date @param {Shapes} shapes */
export const keepTurfs = (band, date, shapes) => keep(keyOf('turfs', date ?? 'today', band), shapes);

function keep(key, shapes) {
  kept.delete(key);
  kept.set(key, shapes);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
}

/** Looks what is needed now; features call it when what they need changed. */
export function wantOutlines() {
  const state = store.get();
  const { layers, plan, shown, listed, area, view, date } = state;
  if (!view || layers.status !== 'ready' || !shown) return;
  const band = bandOf(view.zoom);
  const needed = new Set([
    ...shown,
    ...(listed ? [listed] : []),
    ...(area ? [area.layer] : []),
    ...allFeatures().flatMap(({ outlines }) => outlines?.(state) ?? []),
    ...layers.list.filter((layer) => layer.use === 'context' && !layer.lines).map((layer) => layer.key),
  ]);
  const coarsest = byCoarseness(layers.list).find((layer) => layer.inForce);
  if (coarsest) needed.add(coarsest.key); // the land
  for (const key of needed) {
    const inForce = key === 'turfs' ? plan.value : layers.list.find((other) => other.key === key)?.inForce;
    if (!inForce) drop(key);
    else want(key, key === 'turfs' ? (date ?? 'today') : (inForce.vintage ?? inForce.validFrom ?? ''), band);
  }
  for (const key of wanted.keys()) if (!needed.has(key)) drop(key);
}

function want(layer, vintage, band) {
  const key = keyOf(layer, vintage, band),
    { date } = store.get();
  const one = wanted.get(layer) ?? { vintage: '', resource: new Resource({ problemOf: sentenceOf, changed: (now) => show(layer, now) }) };
  wanted.set(layer, one);
  const { resource } = one,
    isSameVintage = one.vintage === vintage;
  if (resource.key === key && resource.status !== 'failed') return;
  const read = async (signal) => {
    const answer =
      layer === 'turfs' ? await api.turfs({ zoom: band, at: date }, signal) : await api.areas(layer, { zoom: band, at: date }, signal);
    await yieldToBrowser();
    const shapes = shapesOf(answer);
    keep(key, shapes);
    return shapes;
  };
  one.vintage = vintage;
  const known = kept.get(key);
  if (known) resource.put(key, known, read);
  // Until the new lines come, those of the same vintage stay, a little coarse or fine; another day's lines do not.
  else resource.want(key, read, { keep: isSameVintage, retry: true });
}

/** Reads again what failed. */
export function retryOutlines() {
  for (const { resource } of wanted.values()) if (resource.status === 'failed') resource.again();
}

function show(layer, { status, problem }) {
  if (status === 'idle') return;
  store.set({ shapes: { ...store.get().shapes, [layer]: { status, vintage: wanted.get(layer)?.vintage ?? '', problem } } });
}

function drop(layer) {
  wanted.get(layer)?.resource.clear();
  wanted.delete(layer);
  if (!(layer in store.get().shapes)) return;
  const { [layer]: gone, ...rest } = store.get().shapes;
  store.set({ shapes: rest });
}
