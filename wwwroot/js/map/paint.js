/** The map's colours, read from the style sheet, so that the theme has one home. Read again when the theme changes.
 * @returns {Record<string, any>} */
export function readPaint() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    land: colour('map-land'),
    coast: colour('map-coast'),
    water: colour('map-water'),
    park: colour('map-park'),
    street: colour('map-street'),
    streetOnTurf: colour('map-street-on-turf'),
    lines: [null, colour('map-line-1'), colour('map-line-2'), colour('map-line-3'), colour('map-line-4')],
    casing: colour('map-casing'),
    turfEdge: colour('map-turf-edge'),
    label: colour('map-label'),
    labelQuiet: colour('map-label-quiet'),
    halo: colour('map-halo'),
    turfLabel: colour('map-turf-label'),
    turfHalo: colour('map-turf-halo'),
    highlight: colour('map-highlight'),
    chosen: colour('map-chosen'),
    highlightCasing: colour('map-highlight-casing'),
    dotNone: colour('map-dot-none'),
    dotEdge: colour('map-dot-edge'),
    pin: colour('accent'),
    warning: colour('warning'),
    family: style.getPropertyValue('--family').trim() || 'sans-serif',
    sequence: Array.from({ length: 7 }, (_, i) => colour(`seq-${i}`)),
    diverging: Array.from({ length: 7 }, (_, i) => colour(`div-${i}`)),
    hatch: colour('map-hatch'),
    mark: colour('ink'),
    cluster: colour('accent'),
    clusterInk: colour('accent-ink'),
    dots: Array.from({ length: 8 }, (_, i) => colour(`dot-${i}`)),
    fills: Array.from({ length: 8 }, (_, i) => colour(`turf-${i}`)),
  };
}
