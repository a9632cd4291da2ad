import { startLineTiles } from './line-tiles.js';
import { startLink, startTitle } from './link.js';
import { startLists } from './lists.js';
import { startLoading } from './loading.js';
import { startMap } from './map/view.js';
import './panels/announcer.js';
import './panels/demo-note.js';
import './panels/drop-target.js';
import './panels/map-controls.js';
import './panels/notices.js';
import './panels/rail.js';
import './panels/side-panel.js';
import './panels/time-strip.js';
import './panels/top-bar.js';
import { words } from './words.js';

document.querySelector('.skip')?.replaceChildren(words.skip);
document.querySelector('.map-stage')?.setAttribute('aria-label', words.mapShort);
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
