import {DENSITY_BREAKS, classOf} from '../pure/classes.js';
import {stepsOf} from '../pure/measures.js';

const STEPS = stepsOf(DENSITY_BREAKS.length - 1);

/** How a hexagon is filled: by its class, never by what else is on the screen. @param {Record<string, any>} paint @returns {(shape: import('../pure/shapes.js').Shape) => string} */
export const hexagonFill = (paint) => (shape) => paint.sequence[STEPS[classOf(shape.properties.density ?? 0, DENSITY_BREAKS)]];
