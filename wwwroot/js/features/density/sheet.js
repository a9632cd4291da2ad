import { openItem, openTab } from '../../core/actions.js';
import { map } from '../../core/map-control.js';
import { outlinesOf } from '../../core/outlines.js';
import { lookedAt } from './density.js';
import { drawingNow } from './drawing.js';
import { patternOf } from './sheet-patterns.js';
import { drawPoints } from './sheet-points.js';
import { drawRaster } from './sheet-raster.js';
import { fill, stroke } from '../../map/areas.js';
import { addGround, addSheet } from '../../map/sheets.js';
import { addTool } from '../../map/tools.js';
import { clusterAt } from '../../pure/clusters.js';
import { stepsOf } from '../../pure/measures.js';
import { latOf, lonOf, worldX, worldY } from '../../pure/mercator.js';
import { fillParts, isFar } from '../../pure/patterns.js';
import { classAt, OUTSIDE } from '../../pure/raster.js';

const forced = matchMedia('(forced-colors: active)');

/** The colour that a fill names; clear for nothing. @param {string} name @param {Record<string, any>} paint */
function colourOf(name, paint) {
  const parts = fillParts(name);
  if (!parts || parts.ramp === 'none') return 'transparent';
  return (parts.ramp === 'div' ? paint.diverging : paint.sequence)[parts.step];
}

/** @param {number} step @param {Record<string, any>} paint */
const markColour = (step, paint) => (isFar(step) ? paint.highlightCasing : paint.mark);

/** What lies over the colour of a fill: hatches, dots, or the marks of its step where colours are the reader's own. @param {string} name */
function overOf(name) {
  const parts = fillParts(name);
  return parts?.over || (parts && parts.ramp !== 'none' && forced.matches && parts.step > 0 ? `step-${parts.step}` : '');
}

/**
 * @param {import('../../map/sheet.js').Frame} frame
 * @param {import('../../pure/shapes.js').Shapes | null | undefined} shapes
 * @param {(shape: import('../../pure/shapes.js').Shape) => string} nameOf
 * @param {Record<string, any>} paint
 */
function fillAll(frame, shapes, nameOf, paint) {
  if (!shapes) return;
  fill(frame, shapes, (shape) => colourOf(nameOf(shape), paint));
  const over = new Map();
  for (const shape of shapes.list) {
    const name = overOf(nameOf(shape));
    if (name) over.set(name, [...(over.get(name) ?? []), shape]);
  }
  for (const [name, list] of over) {
    let pattern = null; // made within, where the context speaks the layer's units
    fill(
      frame,
      { ...shapes, list },
      () =>
        (pattern ??= patternOf(
          frame.ctx,
          name,
          name.startsWith('step') ? markColour(Number(name.slice(5)), paint) : paint.hatch,
          frame.ratio,
        )),
    );
  }
}

/**
 * Draws a density as the colour of the ground: hexagons, areas or a raster.
 * @param {import('../../map/sheet.js').Frame} frame
 * @param {any} state
 * @param {Record<string, any>} paint
 */
function drawGround(frame, state, paint) {
  const what = drawingNow();
  if (!what) return;
  if (what.draw === 'hexagons') {
    fillAll(frame, what.shapes, what.fill, paint);
    if (forced.matches) stroke(frame, what.shapes, paint.mark, 0.5);
  } else if (what.draw === 'areas') {
    const shapes = outlinesOf(what.layer);
    fillAll(frame, shapes, (shape) => what.fills[shape.code] ?? what.other, paint);
    stroke(frame, shapes, paint.casing, 1);
  } else if (what.draw === 'raster') {
    const steps = stepsOf(what.raster.breaks.length - 1);
    drawRaster(
      frame,
      what.raster,
      steps.map((step) => paint.sequence[step]),
      steps.map((step) => (forced.matches && step > 0 ? { name: `step-${step}`, colour: markColour(step, paint) } : null)),
      paint,
    );
  }
}

const isDensity = ({ tab, densityMap }) => tab === 'density' && densityMap !== null;
const hasPoints = (state) => isDensity(state) && state.densityMap.draw === 'points';

/**
 * What stands beside the pointer: a title and a line; null where there is nothing to say.
 * @param {import('../../map/tools.js').Pointed} at
 * @param {any} state
 * @returns {[string, string] | null}
 */
function tip({ lon, lat, zoom }, state) {
  const what = isDensity(state) ? drawingNow() : null,
    x = worldX(lon),
    y = worldY(lat);
  if (!what?.tip) return null;
  if (what.draw === 'points') {
    const one = clusterAt(state.pointTiles, x, y, 2 ** zoom);
    return one && what.tip(one);
  }
  if (what.draw === 'raster') {
    const value = classAt(what.raster, x, y);
    return value === OUTSIDE ? null : what.tip(value);
  }
  if (what.draw === 'areas') {
    const area = outlinesOf(what.layer)?.find(x, y);
    return area ? what.tip(area.code, area.name) : null;
  }
  const hexagon = what.shapes.find(x, y);
  return hexagon && what.tip(hexagon);
}

/** A press on several brings the map nearer; on one, it opens. @param {import('../../map/tools.js').Pointed} at @param {any} state */
function click({ lon, lat, zoom }, state) {
  const one = hasPoints(state) ? clusterAt(state.pointTiles, worldX(lon), worldY(lat), 2 ** zoom) : null;
  if (!one) return false;
  if (one.n === 1 && one.id && lookedAt() === 'cases') {
    openTab('cases');
    openItem(one.id);
  } else map.fly({ lon: lonOf(one.x), lat: latOf(one.y), zoom: zoom + 2 });
  return true;
}

addGround({ keys: ['tab', 'densityMap'], holds: (state) => isDensity(state) && !hasPoints(state), draw: drawGround });
addSheet({
  pane: 'points',
  keys: ['tab', 'densityMap', 'pointTiles'],
  holds: hasPoints,
  draw: (frame, { pointTiles }, paint) => drawPoints(frame, pointTiles, paint),
});
addTool({ click, tip });
