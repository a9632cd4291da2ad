import {StateElement} from './element.js';

/** Two periods side by side. */
class DensityCompare extends StateElement {}
customElements.define('tm-density-compare', DensityCompare);
