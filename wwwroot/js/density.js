import {may, sentenceOf} from './actions.js';
import {api} from './api.js';
import {fieldsOf} from './pure/case-filter.js';
import {shapesOf} from './pure/shapes.js';
import {store} from './state.js';

/** Keeps the density of cases in the state while its tab is open: hexagons, and how many cases of each kind there are beside the kinds chosen. */
export function startDensity() {
  store.on(['tab', 'caseFilter', 'date', 'me'], want);
  let version = null;
  store.on(['city'], ({city}) => {
    if (!city.value || city.value.version === version) return;
    if (version !== null) asked = '';
    version = city.value.version;
    want();
  });
  want();
}

let reading = new AbortController(), asked = '';

function want() {
  const {tab, caseFilter, date, density} = store.get();
  if (tab !== 'density' || !may('readCases')) return;
  const fields = {...fieldsOf(caseFilter), at: date}, wish = JSON.stringify(fields);
  if (wish === asked && density.status !== 'failed') return;
  asked = wish;
  read(fields);
}

/** Reads again after a failure. */
export function retryDensity() {
  asked = '';
  want();
}

async function read(fields) {
  reading.abort();
  const mine = reading = new AbortController();
  store.set({density: {...store.get().density, status: 'loading', problem: null}});
  try {
    const [hexagons, kinds] = await Promise.all([api.hexagons(fields, mine.signal), api.caseCounts('kind', {...fields, kind: null}, mine.signal)]);
    const {features, ...about} = hexagons;
    store.set({density: {status: 'ready', problem: null, about, kinds: kinds.groups, shapes: shapesOf(hexagons)}});
  } catch (error) {
    if (mine.signal.aborted) return;
    store.set({density: {...store.get().density, status: 'failed', problem: sentenceOf(error)}});
  }
}
