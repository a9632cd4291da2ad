import { Map as LeafletMap, TileLayer } from 'leaflet';
import { openItem } from '../core/actions.js';
import { connectMap } from '../core/map-control.js';
import { outlinesOf } from '../core/outlines.js';
import { lookUp } from '../core/place.js';
import { store } from '../core/store.js';
import { words } from '../core/words.js';
import { drawAreas, outline } from './areas.js';
import { drawLabels } from './labels.js';
import { drawMarks, markUnder } from './marks.js';
import { readPaint } from './paint.js';
import { Pin } from './pin.js';
import { Tip, under } from './pointing.js';
import { Sheet } from './sheet.js';
import { allGrounds, allSheets, hasFigures, onSheets } from './sheets.js';
import { clickTools, tipOfTools } from './tools.js';
import { latOf, lonOf } from '../pure/mercator.js';
import { worldBox } from '../pure/shapes.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const phone = matchMedia('(max-width: 759px)');
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Makes the map and ties it to the state. @param {HTMLElement} box */
export function startMap(box) {
  const map = new LeafletMap(box, {
    zoomControl: false,
    attributionControl: false,
    preferCanvas: true,
    zoomSnap: 0.5,
    wheelPxPerZoomLevel: 90,
    minZoom: 3,
    maxZoom: 19,
    worldCopyJump: false,
    trackResize: false, // resize() below sees the window's changes and the panels'
    zoomAnimation: !calm.matches,
    fadeAnimation: !calm.matches,
    inertia: !calm.matches,
    keyboardPanDelta: 60,
  });
  box.setAttribute('role', 'application');
  box.setAttribute('aria-label', words.map);
  let paint = readPaint();
  ['areas', 'dots', 'highlight', 'marks', 'labels', 'points', 'pins'].forEach((name, i) => {
    const pane = map.createPane(name);
    pane.classList.add('sheet-pane', `pane-${name}`);
    pane.style.zIndex = String(350 + i * 10);
  });
  const holds = (act) => () => act(store.get()),
    hasOutlines = ({ shapes, lineTiles }) => lineTiles.length > 0 || Object.keys(shapes).some((layer) => outlinesOf(layer));
  const areas = new Sheet((frame) => drawAreas(frame, store.get(), paint), { pane: 'areas', holds: holds(hasOutlines) });
  const highlight = new Sheet((frame) => drawHighlight(frame, store.get(), paint), {
    pane: 'highlight',
    holds: holds(({ area, pointed, answer }) => Boolean(area ?? pointed ?? answer.who)),
  });
  const labels = new Sheet((frame) => drawLabels(frame, store.get(), paint), {
    pane: 'labels',
    holds: holds((state) => hasOutlines(state) || state.place !== null),
  });
  const marks = new Sheet((frame) => drawMarks(frame, store.get().marks, paint), {
    pane: 'marks',
    holds: holds((state) => state.marks !== null),
  });
  const pin = new Pin(map);
  const sheets = [areas, highlight, labels, marks];
  const showPin = () => pin.show(store.get().place, store.get().answer.who, paint);
  const go = (target, animate) => move(map, target, animate && !calm.matches);

  let ready = false,
    waiting = null; // an area asked for before its outline came
  const fly = (target, { animate }) => {
    waiting = 'area' in target ? target.area : null;
    if (waiting) showWaiting();
    else go(target, animate);
  };
  const showCity = () => fit(map, store.get().city.value.bounds, !calm.matches);
  const open = () => {
    const { city } = store.get();
    if (ready || !city.value) return;
    ready = true;
    fit(map, city.value.bounds, false);
    const zoomBy = (steps) => map.setZoom(map.getZoom() + steps);
    if (!connectMap({ fly, zoomBy, showCity, lookUpCenter: () => lookUpCenter(map) })) waiting = store.get().area;
    if (city.value.tiles?.url) addTiles(map, box, city.value.tiles);
    for (const sheet of sheets) map.addLayer(sheet);
    addFeatureSheets();
    tellView();
    showPin();
  };
  const tellView = () => {
    const { lat, lng } = map.getCenter();
    store.set({ view: { zoom: map.getZoom(), lat, lon: lng, box: boxOf(map) } });
  };

  let moving = false;
  map.on('movestart', () => (moving = true));
  map.on('moveend', () => {
    moving = false;
    if (ready) tellView();
  });
  map.on('zoomend', showPin);
  map.on('click', ({ latlng, containerPoint }) => {
    const mark = markUnder(map, store.get().marks, containerPoint),
      { lat, lng } = latlng.wrap();
    if (mark) openItem(mark.id);
    else if (!clickTools({ lon: lng, lat, zoom: map.getZoom() }, store.get())) lookUp({ lon: round(lng), lat: round(lat) });
  });
  box.addEventListener('keydown', (event) => {
    if (event.target !== box || event.key !== 'Enter') return;
    event.preventDefault();
    lookUpCenter(map);
  });
  tie(map, box);
  showKeys(box);
  store.on(['city'], open);
  const showWaiting = () => {
    const shapes = waiting && outlinesOf(waiting.layer),
      shape = shapes?.byCode.get(waiting.code);
    if (!shape) return;
    waiting = null;
    const [left, top, right, bottom] = worldBox(shapes, shape);
    go({ bounds: [lonOf(left), latOf(bottom), lonOf(right), latOf(top)] }, true);
  };
  store.on(['shapes'], showWaiting);
  store.on(['shapes', 'shown', 'layers', 'plan'], () => {
    areas.redraw();
    labels.redraw();
    highlight.redraw();
  });
  /** What features draw: each sheet once, and the areas again when the first is there or the last gone, because the turfs step back. */
  const known = new Set();
  let hadFigures = false;
  const addFeatureSheets = () => {
    for (const ground of allGrounds()) {
      if (known.has(ground)) continue;
      known.add(ground);
      store.on(ground.keys, () => areas.redraw());
    }
    for (const one of allSheets()) {
      if (known.has(one)) continue;
      known.add(one);
      const sheet = new Sheet((frame) => one.draw(frame, store.get(), paint), { pane: one.pane, holds: holds(one.holds) });
      sheets.push(sheet);
      map.addLayer(sheet);
      store.on(one.keys, () => {
        sheet.redraw();
        if (hasFigures(store.get()) !== hadFigures) areas.redraw();
        hadFigures = hasFigures(store.get());
      });
    }
  };
  onSheets(() => {
    if (ready) addFeatureSheets();
  });
  store.on(['lineTiles'], () => {
    areas.redraw();
    labels.redraw();
  });
  store.on(['pointed', 'area', 'answer'], () => highlight.redraw());
  store.on(['marks'], () => marks.redraw());
  store.on(['place', 'answer'], showPin);
  store.on(['place'], () => labels.redraw());
  const repaint = () => {
    paint = readPaint();
    for (const sheet of sheets) sheet.redraw();
    showPin();
  };
  store.on(['theme'], repaint);
  dark.addEventListener('change', repaint);
  document.fonts.ready.then(() => labels.redraw());
  new ResizeObserver(() => resize(map, ready && !moving)).observe(box);
  open();
}

/** A foreign basemap, and who made it: as plain text. */
function addTiles(map, box, { url, attribution }) {
  new TileLayer(url, { className: 'tiles' }).addTo(map);
  const credit = document.createElement('p');
  credit.className = 'credit';
  credit.textContent = (attribution ?? '').replace(/<[^>]*>/g, '').replaceAll('&copy;', '©');
  box.append(credit);
}

/** Leaflet focuses the map at a click; ring and cross are for those who came by key. */
function showKeys(box) {
  let key = false;
  document.addEventListener(
    'keydown',
    () => {
      key = true;
      box.classList.toggle('by-key', document.activeElement === box);
    },
    true,
  );
  document.addEventListener(
    'pointerdown',
    () => {
      key = false;
      box.classList.remove('by-key');
    },
    true,
  );
  box.addEventListener('focus', () => box.classList.toggle('by-key', key));
  box.addEventListener('blur', () => box.classList.remove('by-key'));
}

/** The pointer: highlight and tip; what a tool says stands in place of names. @param {LeafletMap} map @param {HTMLElement} box */
function tie(map, box) {
  const tip = new Tip(box);
  let waiting = null;
  const point = () => {
    const event = waiting;
    waiting = null;
    if (!event || /** @type {any} */ (map.dragging)?.moving?.()) return;
    const state = store.get();
    const { area, turf } = under(state, event.latlng);
    const now = state.pointed;
    if (now?.layer !== area?.layer || now?.code !== area?.code) store.set({ pointed: area && { layer: area.layer, code: area.code } });
    const { lat, lng } = event.latlng,
      ofTool = tipOfTools({ lon: lng, lat, zoom: map.getZoom() }, state);
    if (ofTool) {
      tip.show(event.containerPoint, ...ofTool);
      return;
    }
    if (!area) {
      tip.hide();
      return;
    }
    const turfLine = turf
      ? [area.layer === 'turfs' ? null : turf.name, turf.properties.lead?.name ?? words.place.nobody].filter(Boolean).join(' · ')
      : '';
    tip.show(event.containerPoint, area.name, turfLine);
  };
  map.on('mousemove', (event) => {
    if (!waiting) requestAnimationFrame(point);
    waiting = event;
  });
  const leave = () => {
    waiting = null;
    tip.hide();
    if (store.get().pointed) store.set({ pointed: null });
  };
  map.on('mouseout dragstart zoomstart', leave);
}

function drawHighlight(frame, state, paint) {
  const { area, pointed, answer } = state;
  const unit = answer.who?.turf && state.shown?.includes('turfs') ? { layer: 'turfs', code: answer.who.turf.code } : null;
  if (unit) outline(frame, outlinesOf('turfs'), unit.code, paint.chosen, paint.highlightCasing, 2);
  if (area) outline(frame, outlinesOf(area.layer), area.code, paint.chosen, paint.highlightCasing, 2.5);
  if (pointed) outline(frame, outlinesOf(pointed.layer), pointed.code, paint.highlight, paint.highlightCasing, 1.5);
}

/**
 * What the sheets cover: the screen, and half as much again on every side.
 * @returns {[number, number, number, number]} west, south, east, north
 */
function boxOf(map) {
  const box = map.getBounds().pad(0.5);
  return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
}

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;

/** Pixels of the map that the panel covers: the sheet at the bottom of a phone. */
function covered(map) {
  if (!phone.matches) return 0;
  const share = { peek: 0.12, half: 0.5, full: 0.5 }[store.get().sheet] ?? 0;
  return map.getSize().y * share;
}

function fit(map, [west, south, east, north], animate) {
  map.fitBounds(
    [
      [south, west],
      [north, east],
    ],
    { paddingTopLeft: [24, 24], paddingBottomRight: [24, 24 + covered(map)], maxZoom: 16, animate },
  );
}

function move(map, target, animate) {
  if (target.bounds) {
    fit(map, target.bounds, animate);
    return;
  }
  if (target.exact) {
    map.setView([target.lat, target.lon], target.zoom, { reset: true }); // a pan ends at a whole pixel: the address would be written anew
    return;
  }
  const zoom = Math.max(map.getZoom(), target.zoom ?? 0);
  const centre = map.project([target.lat, target.lon], zoom).add([0, covered(map) / 2]);
  map.setView(map.unproject(centre, zoom), zoom, { animate });
}

/** The map's box may have another size. A map at rest keeps its very center; else that, and the address, would move to a whole pixel. */
function resize(map, isAtRest) {
  const { clientWidth, clientHeight } = map.getContainer();
  if (!isAtRest) map.invalidateSize({ animate: false });
  else if (!map.getSize().equals([clientWidth, clientHeight])) {
    const center = map.getCenter();
    map.invalidateSize({ pan: false });
    map.setView(center, map.getZoom(), { reset: true });
  }
}

function lookUpCenter(map) {
  const size = map.getSize();
  const { lat, lng } = map.containerPointToLatLng([size.x / 2, (size.y - covered(map)) / 2]);
  lookUp({ lon: round(lng), lat: round(lat) });
}
