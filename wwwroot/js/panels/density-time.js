import {StateElement} from './element.js';

/** How it goes over time. */
class DensityTime extends StateElement {}
customElements.define('tm-density-time', DensityTime);
