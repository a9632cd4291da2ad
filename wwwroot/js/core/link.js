import { askWho } from './actions.js';
import { screenOf } from '../pure/screens.js';
import { readLink, writeLink } from '../pure/url.js';
import { store } from './store.js';
import { words } from './words.js';

/** Keeps the title of the window true. */
export function startTitle() {
  const write = () => {
    const { tab, city, me } = store.get();
    document.title = [tab === 'place' ? null : words.screens[screenOf(tab, me?.permissions).key], city.value?.name, words.product]
      .filter(Boolean)
      .join(' · ');
  };
  store.on(['tab', 'city', 'me'], write);
  write();
}

/** Keeps the address of the page and the state the same. Choices make a step of history; moving the map does not. */
export function startLink() {
  take(readLink(location.hash), true);
  let written = location.hash.replace(/^#/, '');
  store.on(
    ['view', 'date', 'place', 'area', 'shown', 'tab', 'item', 'find', 'wide', 'caseFilter', 'densityOf', 'densityView', 'densityHow'],
    (state, changed) => {
      const next = writeLink(linkOf(state));
      if (next === written) return;
      const step =
        ['date', 'place', 'area', 'tab', 'item', 'caseFilter', 'densityOf', 'densityView', 'densityHow'].some((key) => changed.has(key)) &&
        written !== '';
      written = next;
      history[step ? 'pushState' : 'replaceState'](null, '', `#${next}`);
    },
  );
  window.addEventListener('popstate', () => {
    written = location.hash.replace(/^#/, '');
    take(readLink(location.hash), false);
  });
}

function linkOf({ view, date, place, area, shown, tab, item, find, wide, caseFilter, densityOf, densityView, densityHow }) {
  return {
    view,
    date,
    place,
    area,
    shown,
    tab: tab === 'place' ? null : tab,
    item,
    find,
    wide,
    filter: caseFilter,
    density: { of: densityOf, view: densityView, how: densityHow },
  };
}

function take(link, first) {
  const { shown, place, tab } = store.get();
  const samePlace = place?.lon === link.place?.lon && place?.lat === link.place?.lat;
  store.set({
    date: link.date,
    area: link.area,
    shown: link.shown ?? shown,
    tab: link.tab ?? 'place',
    item: link.item,
    find: link.find,
    wide: link.wide,
    caseFilter: link.filter,
    densityOf: link.density.of,
    densityView: link.density.view,
    densityHow: link.density.how,
    place: samePlace ? place : link.place,
    ...(link.view
      ? { goTo: { ...link.view, exact: true } }
      : link.place
        ? { goTo: { ...link.place, zoom: 15 } }
        : link.tab === 'turfs' && link.item
          ? { goTo: { area: { layer: 'turfs', code: link.item } } }
          : {}),
  });
  if (!first && !samePlace) askWho();
}
