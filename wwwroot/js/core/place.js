import { api } from './api.js';
import { cityResource } from './city-resource.js';
import { map } from './map-control.js';
import { announce } from './notices.js';
import { dayShown } from './selectors.js';
import { store } from './store.js';
import { spoken } from '../pure/sentence.js';

/** Who covers the place that is looked up, on the day shown. */
const answer = cityResource({ parts: ['geography', 'plans', 'staff'], changed: show });

function show({ status, value, problem }) {
  store.set({ answer: { status, who: status === 'failed' ? null : value, problem } });
  if (status === 'ready') announce(spoken(value));
  if (status === 'failed') announce(problem);
}

/** Looks a place up and opens it. @param {{lon: number, lat: number}} place @param {{move?: boolean}} [how] move: bring it into view */
export function lookUp(place, { move = false } = {}) {
  store.set({
    place,
    tab: 'place',
    item: null,
    find: '',
    wide: false,
    area: null,
    sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet,
  });
  if (move) map.fly({ lon: place.lon, lat: place.lat, zoom: 15 });
  askWho();
}

/** Asks who covers the chosen place on the day shown; again, where that failed. */
export function askWho() {
  const { place, date } = store.get();
  if (!place) answer.clear();
  else answer.want([place, dayShown()], (signal) => api.who(place, date, signal), { retry: true });
}

export function closePlace() {
  store.set({ place: null });
  answer.clear();
}
