import { addFeature } from '../../core/registry.js';
import { words } from '../../core/words.js';
import { link } from './link.js';
import { EVERYTHING } from '../../pure/case-filter.js';
import { HOW } from '../../pure/density-link.js';

addFeature({
  key: 'density',
  order: 50,
  needs: 'readPartners', // the density of events is for everybody who is signed in, as the list of partners is
  title: words.tabs.density,
  icon: 'hexagon',
  screen: 'cases',
  alone: { key: 'density', icon: 'hexagon', title: words.screens.density },
  panel: 'tm-density',
  load: () => import('./panel.js'), // with the parts it is made of: most visits do without
  state: {
    caseFilter: EVERYTHING, // which cases are counted
    densityOf: null, // cases, events, figures; null is the first of them that one may see
    densityView: 'hexagons', // one of pure/density-link.js
    densityHow: HOW, // how the view is made: radius, per, on, measure
    density: { of: null, view: null, status: 'idle', about: null, problem: null }, // what the view shows; density.js has its answer
    densityFacets: { of: null, groups: {} }, // how many of each kind, status … there are, for the chips
    densityMap: null, // {id, draw, key, layer, fills, other} of what drawing.js draws on the map
    pointTiles: [], // clusters of what is seen, as point-tiles.js reads them
  },
  link,
  outlines: ({ tab, densityMap }) => (tab === 'density' && densityMap?.draw === 'areas' ? [densityMap.layer] : []),
});
