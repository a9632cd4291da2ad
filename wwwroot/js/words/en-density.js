import {countText, plural} from '../pure/format.js';

/** The texts of the density screen, fetched with it. Functions take what they speak of. */
export const words = {
  title: 'Density', loading: 'Counting…', failed: 'It could not be counted', none: 'Nothing fits', noneHint: 'Choose more kinds, another state or a longer period.',
  of: 'What is counted', ofs: {cases: 'Cases', events: 'Events', figures: 'Figures'},
  view: 'How it is shown', views: {hexagons: 'Hexagons', surface: 'Surface', areas: 'Areas', points: 'Points', hotspots: 'Hot spots', compare: 'Compare'},
  cases: {
    heading: 'Cases', count: (count) => plural(count, 'case'), period: 'Opened in', during: (period) => `Opened ${period}`, taken: (day, share) => `Cases to ${day}; ${share} % not placed.`, takenAll: (day) => `Cases to ${day}; all placed.`,
    report: 'A case is a report, not a need: places that ask less often can need more.', kinds: 'Kinds of cases', undated: (count) => `${plural(count, 'case')} without a day: in no period.`, open: 'Open the case',
  },
  events: {
    heading: 'Events', count: (count) => plural(count, 'event'), period: 'Held in', during: (period) => `Held ${period}`, taken: (day, share) => `Events to ${day}; ${share} % not placed.`, takenAll: (day) => `Events to ${day}; all placed.`,
    report: 'Counted are the events that were entered; others may have been held.', kinds: 'Kinds of events', undated: (count) => `${plural(count, 'event')} without a day: in no period.`, open: 'Show where it is',
  },
  unit: 'per square mile and month', unitResidents: 'per 1,000 residents and year',
  months: (months) => `${months} months`,
  onMap: (drawn, count) => `${drawn} of ${count} are in the density`,
  leftOut: 'Left out of the density',
  why: {
    unplaced: (count) => `${count} have no place`, outside: (count) => `${count} lie beyond the city`, rough: (count) => `${count} are placed only roughly: by street, postcode or centre of an area`, atSinks: (count) => `${count} lie at places with so many that they are probably a geocoder’s default`,
  },
  sinks: (count) => plural(count, 'such place'), sinkAt: (count) => `${plural(count, 'entry', 'entries')} at one place. Show it`, takeSinks: 'Take those places in',
  hexagons: (crs) => `Hexagons of 1,320 feet from side to side, in the plane ${crs}.`, hexagonsShort: 'Hexagons of 1,320 feet', held: 'Colours mean the same for every choice and at every zoom.',
  white: 'No colour: none. The last colour also stands for more.',
  densest: 'Where they are densest', perMonth: (density) => `${density} per square mile and month`, inHexagon: (count) => `${count} in this hexagon`,
  surface: {
    radius: 'Radius', radii: {1320: '1,320 ft', 2640: '2,640 ft', 5280: '5,280 ft'}, per: 'For each', pers: {area: 'Square mile', residents: '1,000 residents'},
    kernelShort: (feet) => `Quartic, radius ${feet} ft`, kernel: (feet) => `Quartic kernel, radius ${feet} feet, the same at every zoom`, edge: 'Corrected at the edge of the city; water is left out.',
    blank: 'Too few people to show', blankWhy: 'Blank where fewer than 5 different people lie within the radius; for each resident, where fewer than 500 residents or 10 entries do.',
    tooFew: 'Too few for a surface', tooFewHint: 'A surface needs at least 30 with a place. Choose a longer period or more kinds, or look at hexagons or points.',
    radiusFixed: 'For each resident the radius is always 5,280 feet.', between: (low, high) => `${low} to ${high}`, share: 'Share of the city', cells: 'Cells', densityClass: 'Class', cellsFile: 'Cells as CSV', columns: ['longitude', 'latitude', 'from', 'to'],
  },
  areas: {
    layer: 'Areas of', measure: 'Shown as', measures: {count: 'Count', density: 'Density', rate: 'Rate', smoothed: 'Smoothed rate'},
    units: {count: 'in the period', density: 'per square mile and month', rate: 'per 1,000 residents and year', smoothed: 'per 1,000 residents and year, smoothed'},
    unstable: 'Fewer than 20: may be chance', noData: 'No data', noResidents: 'The residents of these areas are not known, so there is no rate.',
    smoothedWhy: 'Smoothed rates of areas with few residents are drawn toward that of their neighbours or of the whole city, so that chance makes no extremes.', none: 'No areas', noneHint: 'No boundaries are in force on this date.',
    residentsOf: (measure, year, source) => `Residents: ${[measure, year, source].filter(Boolean).join(', ')}.`, nowhere: 'in no area', name: 'Area', cases: 'Count', density: 'Per sq mi and month', residents: 'Residents', rate: 'Rate', low: 'From', high: 'To', smoothed: 'Smoothed', state: 'State', states: {value: 'value', zero: 'true zero', unstable: 'unstable', none: 'no data'},
    between: (rate, low, high) => `${rate} (between ${low} and ${high})`,
  },
  points: {
    unit: 'each circle by its number', alone: 'one', many: (count) => `${count} nearby`, scale: 'Circles: area by the number, the same at every zoom, between 36 and 400. All are in exactly one circle.', zoomIn: 'Click to come nearer',
    all: 'On the map are all that have a place, also those placed roughly.', more: 'Show more', list: (count, all) => `${count} of ${all}`,
    id: 'Number', kind: 'Kind', day: 'Day', title: 'Title', status: 'Status', address: 'Address', failed: 'The points were not read',
  },
  filters: {
    title: 'Filters', more: 'More filters', state: 'State of the cases', states: {all: 'All', open: 'Open', overdue: 'Past their day', closed: 'Closed'}, clear: 'Everything again', inForce: 'Filters in force',
    status: 'Status', language: 'Language', agency: 'Agency', turf: 'Turf', liaison: 'Liaison', areaLayer: 'Areas of', area: 'Area', showAll: (count) => `All ${countText(count)}`, fewer: 'Fewer', unknown: 'not given',
    named: (name, value) => `${name}: ${value}`, from: (day) => `from ${day}`, until: (day) => `until ${day}`, between: (first, last) => `${first} – ${last}`,
  },
  table: {title: 'As a table', csv: 'CSV of this view', hexagons: 'Hexagons', hexagon: 'Hexagon', count: 'Count', density: 'Per sq mi and month', lon: 'Longitude', lat: 'Latitude', surface: 'Surface', areas: 'Areas', points: 'List'},
  saved: {
    title: 'Saved views', none: 'None yet. Save what you see under a name, to find it again or share it.', name: 'Name', share: 'Share with everybody who may sign in', save: 'Save this view', saved: (name) => `Saved “${name}”.`, missing: 'Give it a name.',
    shared: 'shared', others: 'of somebody else', remove: (name) => `Delete “${name}”`, removed: (name) => `Deleted “${name}”.`, restored: (name) => `“${name}” is back.`, failed: 'The saved views were not read', notSaved: 'The view was not saved',
  },
  key: {label: 'What the colours mean', n: (drawn, count) => `${drawn} of ${count}`},
  asOf: (day) => `As of ${day}.`,
};
