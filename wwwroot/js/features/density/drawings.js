import { words as t } from './words.js';
import { unplacedShare } from '../../pure/about.js';
import { AREA_BREAKS, fillOfArea, measureIn, measureOf, standingOfArea } from '../../pure/area-measures.js';
import { DENSITY_BREAKS } from '../../pure/classes.js';
import { countText, dayText, numberText, periodText } from '../../pure/format.js';
import { BLANK } from '../../pure/raster.js';
import { languageText } from '../../pure/tongues.js';

/**
 * The pictures of the views that this screen draws itself, each with what stands beside the pointer and the legend that stands on the map.
 */

/** "Cases to 14 Nov 2016; 3.2 % not placed." @param {import('../../pure/about.js').About} about */
export function dataAge(about) {
  const own = t[about.of] ?? t.cases,
    share = unplacedShare(about);
  return about.newest && share !== null
    ? about.allUnplaced > 0
      ? own.taken(dayText(about.newest), numberText(share, 1))
      : own.takenAll(dayText(about.newest))
    : '';
}

/**
 * Period and number, and how old the data are: what every legend says.
 * @param {import('../../pure/about.js').About} about
 * @param {string[]} more what the view adds
 * @param {number} [drawn]
 */
export function keyLines(about, more, drawn = about.drawn) {
  const own = t[about.of] ?? t.cases;
  return [
    [about.from || about.to ? own.during(periodText(about.from, about.to)) : '', t.key.n(countText(drawn), own.count(about.count))]
      .filter(Boolean)
      .join(' · '),
    ...more,
    dataAge(about),
  ].filter(Boolean);
}

/**
 * @param {any} density what the view made of the answer, with the view it is of
 * @param {any} state
 * @param {(density: number) => string} densityFill
 * @returns {import('./drawing.js').Drawing | null}
 */
export function drawingOf(density, { densityView: view, densityHow: how }, densityFill) {
  const { about } = density;
  if (!about || density.view !== view) return null;
  const own = t[about.of] ?? t.cases;
  if (view === 'hexagons' && density.shapes)
    return {
      draw: 'hexagons',
      shapes: density.shapes,
      fill: ({ properties }) => densityFill(properties.density ?? 0),
      tip: ({ properties }) => [t.perMonth(numberText(properties.density ?? 0, 1)), t.inHexagon(own.count(properties.cases))],
      key: { heading: own.heading, unit: t.unit, kind: 'sequential', breaks: DENSITY_BREAKS, lines: keyLines(about, [t.hexagonsShort]) },
    };
  if (view === 'surface' && density.raster) {
    const { raster, surface } = density,
      unit = how.per === 'residents' ? t.unitResidents : t.unit,
      between = (value) => t.surface.between(numberText(raster.breaks[value]), numberText(raster.breaks[value + 1]));
    return {
      draw: 'raster',
      raster,
      tip: (value) => (value === BLANK ? [t.surface.blank, ''] : [between(value), unit]),
      key: {
        heading: own.heading,
        unit,
        kind: 'sequential',
        breaks: raster.breaks,
        extras: [{ shape: 'unclear', label: t.surface.blank }],
        lines: keyLines(about, [t.surface.kernelShort(countText(surface.radiusFeet))]),
      },
    };
  }
  if (view === 'areas' && density.byCode) {
    const measure = measureIn(density.areas, how.measure),
      group = (code) => density.byCode.get(code),
      has = (standing) => [...density.byCode.values()].some((one) => one.key !== '' && standingOfArea(one, measure) === standing);
    return {
      draw: 'areas',
      layer: density.layer,
      fills: Object.fromEntries([...density.byCode].map(([code, one]) => [code, fillOfArea(one, measure)])),
      other: fillOfArea(undefined, measure),
      tip: (code, name) => [name, areaText(group(code), measure)],
      key: {
        heading: own.heading,
        unit: t.areas.units[measure],
        kind: 'sequential',
        breaks: AREA_BREAKS[measure],
        extras: [
          ...(has('unstable') ? [{ shape: 'unclear', label: t.areas.unstable }] : []),
          ...(has('none') ? [{ shape: 'hidden', label: t.areas.noData }] : []),
        ],
        lines: keyLines(about, []),
      },
    };
  }
  if (view === 'points')
    return {
      draw: 'points',
      tip: (one) => (one.n > 1 ? [t.points.many(countText(one.n)), t.points.zoomIn] : [one.kind ?? t.points.alone, own.open]),
      key: {
        heading: own.heading,
        unit: t.points.unit,
        kind: 'categorical',
        entries: [],
        lines: keyLines(about, [], about.count - about.unplaced - about.outside),
      },
    };
  return null;
}

/**
 * A measure of an area in words, with between what it lies.
 * @param {import('../../pure/area-measures.js').AreaGroup | undefined} group
 * @param {import('../../pure/area-measures.js').Measure} measure
 */
export function areaText(group, measure) {
  const value = group ? measureOf(group, measure) : null;
  if (!group || value === null) return t.areas.noData;
  const text = numberText(value, measure === 'count' ? 0 : 1),
    standing = standingOfArea(group, measure);
  const whole =
    measure === 'rate' && typeof group.rateLow === 'number' && typeof group.rateHigh === 'number'
      ? t.areas.between(text, numberText(group.rateLow, 1), numberText(group.rateHigh, 1))
      : text;
  return [whole, t.areas.units[measure], standing === 'value' ? '' : t.areas.states[standing === 'suppressed' ? 'none' : standing]]
    .filter(Boolean)
    .join(' · ');
}

/** What a value of a facet is called. @param {string} facet @param {string} key */
export const facetText = (facet, key) => (key === '' ? t.filters.unknown : facet === 'language' ? languageText(key) : key);
