import {fill} from './areas.js';

/** The colour that a fill names, and nothing else of it. @param {string} name @param {Record<string, any>} paint */
export function colourOf(name, paint) {
  const [, ramp, step] = /^(seq|div)-(\d)/.exec(name) ?? [];
  return ramp ? (ramp === 'div' ? paint.diverging : paint.sequence)[Number(step)] : 'transparent';
}

/** Draws a density as the colour of the ground: hexagons, areas or a raster. @param {import('./sheet.js').Frame} frame @param {any} state @param {Record<string, any>} paint */
export function drawGround(frame, state, paint) {
  const what = state.densityMap;
  if (what.draw === 'hexagons') fill(frame, what.shapes, (shape) => colourOf(what.fill(shape), paint));
  if (what.draw === 'areas') fill(frame, state.shapes[what.layer]?.value, (shape) => colourOf(what.valueOf(shape.code), paint));
}
