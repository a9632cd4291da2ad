import { map } from './map-control.js';
import { askWho } from './place.js';
import { allFeatures, featureOf, screenOf, tabOf } from './registry.js';
import { store } from './store.js';
import { words } from './words.js';
import { fieldsIn, readLink, writeLink } from '../pure/url.js';

/** Keeps the title of the window true. */
export function startTitle() {
  const write = () => {
    const { tab, city, me } = store.get();
    document.title = [tab === 'place' ? null : screenOf(tab, me?.permissions)?.title, city.value?.name, words.product]
      .filter(Boolean)
      .join(' · ');
  };
  store.on(['tab', 'city', 'me'], write);
  write();
}

/** A change of one of these is a step back and forth in the browser's history; moving the map is none. */
const STEPS = ['date', 'place', 'area', 'tab', 'item'];
const QUIET = ['view', 'shown', 'find', 'wide'];

/** Keeps the address of the page and the state the same. */
export function startLink() {
  const own = allFeatures().flatMap(({ link }) => link?.keys ?? []),
    steps = [...STEPS, ...own];
  take(location.hash, true);
  let written = location.hash.replace(/^#/, '');
  store.on([...QUIET, ...steps], (state, changed) => {
    const next = write(state);
    if (next === written) return;
    const isStep = steps.some((key) => changed.has(key)) && written !== '';
    written = next;
    history[isStep ? 'pushState' : 'replaceState'](null, '', `#${next}`);
  });
  window.addEventListener('popstate', () => {
    written = location.hash.replace(/^#/, '');
    take(location.hash, false);
  });
}

function write(state) {
  const more = allFeatures().flatMap(({ link }) => link?.write(state) ?? []);
  return writeLink({ ...state, tab: state.tab === 'place' ? null : state.tab }, more);
}

/** @param {string} hash @param {boolean} isFirst */
function take(hash, isFirst) {
  const link = readLink(hash),
    field = fieldsIn(hash),
    tab = tabOf(link.tab) ?? 'place';
  const { shown, place } = store.get();
  const isSamePlace = place?.lon === link.place?.lon && place?.lat === link.place?.lat;
  store.set({
    date: link.date,
    area: link.area,
    shown: link.shown ?? shown,
    tab,
    item: link.item,
    find: link.find,
    wide: link.wide,
    place: isSamePlace ? place : link.place,
    ...Object.assign({}, ...allFeatures().map((feature) => feature.link?.read(field))),
  });
  if (link.view) map.fly({ ...link.view, exact: true });
  else if (link.place) map.fly({ ...link.place, zoom: 15 });
  else {
    const target = featureOf(tab)?.target?.(store.get());
    if (target) map.fly(target);
  }
  if (!isFirst && !isSamePlace) askWho();
}
