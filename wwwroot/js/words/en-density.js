import {plural} from '../pure/format.js';

/** The texts of the density screen, fetched with it. */
export const words = {
  of: 'What is counted', ofs: {cases: 'Cases', events: 'Events', figures: 'Figures'},
  view: 'How it is shown', views: {hexagons: 'Hexagons', surface: 'Surface', areas: 'Areas', points: 'Points', hotspots: 'Hot spots', compare: 'Compare'},
  title: 'Density of cases', loading: 'Counting the cases…', failed: 'The cases could not be counted', none: 'No case fits', noneHint: 'Choose more kinds, another state or a longer period.',
  count: (count) => plural(count, 'case'), period: 'Opened in', only: 'State of the cases', kinds: 'Kinds of cases', clear: 'Everything again',
  states: {all: 'All', open: 'Open', overdue: 'Past their day', closed: 'Closed'}, cases: 'Cases', unit: 'per square mile and month',
  opened: (period, months) => `Opened ${period}: ${months} months.`,
  outside: (count, share) => `${count} of them (${share} %) have no place in the city and are not on the map.`,
  hexagons: (crs) => `Hexagons of 1,320 feet from side to side, in the plane ${crs}. Colours mean the same for every choice and at every zoom.`,
  white: 'No colour: no case. The last colour also stands for more than 50.',
  report: 'A case is a report, not a need: places that ask less often can need more.',
  densest: 'Where they are densest', perMonth: (density) => `${density} per square mile and month`, inAll: (count) => `${plural(count, 'case')} in this hexagon`,
  asOf: (day) => `As of ${day}.`,
};
