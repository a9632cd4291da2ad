import {StateElement} from './element.js';

/** Where there are more or fewer than chance allows. */
class DensityHotspots extends StateElement {}
customElements.define('tm-density-hotspots', DensityHotspots);
