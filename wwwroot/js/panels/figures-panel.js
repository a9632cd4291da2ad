import {StateElement} from './element.js';

/** The figures that are given out. */
class Figures extends StateElement {}
customElements.define('tm-figures', Figures);
