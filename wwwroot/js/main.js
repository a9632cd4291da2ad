import { takeTheme } from './core/actions.js';
import { startLink, startTitle } from './core/link.js';
import { startLists } from './core/lists.js';
import { startLoading } from './core/loading.js';
import { words } from './core/words.js';
import { startLineTiles } from './map/line-tiles.js';
import { startMap } from './map/view.js';
import './features.js';
import './frame/announcer.js';
import './frame/demo-note.js';
import './frame/map-controls.js';
import './frame/notices.js';
import './frame/rail.js';
import './frame/side-panel.js';
import './frame/time-strip.js';
import './frame/top-bar.js';

/** What the page holds, for those who look at it from outside: the browser's console and the tests. */
export { map } from './core/map-control.js';
export { addFeature } from './core/registry.js';
export { store } from './core/store.js';

document.querySelector('.skip')?.replaceChildren(words.skip);
document.querySelector('.map-stage')?.setAttribute('aria-label', words.mapShort);
takeTheme();
startLink();
startTitle();
startMap(/** @type {HTMLElement} */ (document.getElementById('map')));
startLoading();
startLists();
startLineTiles();

document.addEventListener('keydown', (event) => {
  if (
    event.key !== '/' ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    /** @type {HTMLElement} */ (event.target).closest('input, select, textarea')
  )
    return;
  event.preventDefault();
  document.getElementById('search')?.focus();
});
