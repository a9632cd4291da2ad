import {html, svg} from 'lit';

/** One set: 20 by 20, lines of 1.6, round ends. */
const LINES = {
  search: svg`<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.8"/>`,
  close: svg`<path d="m5.5 5.5 9 9m0-9-9 9"/>`,
  down: svg`<path d="m5.5 8 4.5 4.5L14.5 8"/>`,
  up: svg`<path d="m5.5 12 4.5-4.5 4.5 4.5"/>`,
  plus: svg`<path d="M10 4.5v11M4.5 10h11"/>`,
  minus: svg`<path d="M4.5 10h11"/>`,
  whole: svg`<path d="M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13"/>`,
  cross: svg`<circle cx="10" cy="10" r="5"/><path d="M10 2.5v4M10 13.5v4M2.5 10h4M13.5 10h4"/>`,
  calendar: svg`<rect x="3.5" y="4.5" width="13" height="12" rx="2"/><path d="M3.5 8.5h13M7 2.8v3M13 2.8v3"/>`,
  sun: svg`<circle cx="10" cy="10" r="3.25"/><path d="M10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7 6 6M14 14l1.3 1.3M15.3 4.7 14 6M6 14l-1.3 1.3"/>`,
  moon: svg`<path d="M16.5 11.6A6.75 6.75 0 1 1 8.4 3.5a5.4 5.4 0 0 0 8.1 8.1Z"/>`,
  auto: svg`<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13Z" fill="currentColor"/>`,
  pin: svg`<path d="M10 17.5C7 13.5 4.5 11 4.5 8a5.5 5.5 0 0 1 11 0c0 3-2.5 5.5-5.5 9.5Z"/><circle cx="10" cy="8" r="1.8"/>`,
  map: svg`<path d="M3 5.5 7.500 3.500l5 2 4.500-2v11l-4.500 2-5-2-4.500 2ZM7.500 3.500v11M12.500 5.500v11"/>`,
  turfs: svg`<path d="M3.500 4.500h13v11h-13ZM9 4.500V9l-5.500 1.500M9 9l7.500 2M11 9.500l-1 6"/>`,
  cases: svg`<path d="M3.500 5h4l1.500 2h7.500v8.500h-13Z"/><path d="M6.500 11h7"/>`,
  partners: svg`<path d="M3.500 16.500V8L10 3.500 16.500 8v8.500ZM8 16.500v-4.500h4v4.500"/>`,
  gear: svg`<circle cx="10" cy="10" r="2.500"/><path d="M10 3v2.200M10 14.800V17M3 10h2.200M14.800 10H17M5 5l1.600 1.600M13.400 13.400 15 15M15 5l-1.600 1.600M6.600 13.400 5 15"/>`,
  info: svg`<circle cx="10" cy="10" r="6.750"/><path d="M10 9v4.500M10 6.500v.1"/>`,
  undo: svg`<path d="M7 4.500 3.500 8 7 11.500M3.500 8H12a4 4 0 0 1 0 8H8"/>`,
  layers: svg`<path d="m10 3 7 3.8-7 3.8-7-3.8Z"/><path d="m3 10.2 7 3.8 7-3.8M3 13.4l7 3.8 7-3.8"/>`,
  file: svg`<path d="M5 2.8h6.5L15.5 7v10.2H5Z"/><path d="M11.2 3v4.3h4.2M7.5 11h5.5M7.5 14h5.5"/>`,
  copy: svg`<rect x="7" y="7" width="9.5" height="9.5" rx="1.8"/><path d="M13 7V5.3A1.8 1.8 0 0 0 11.2 3.5H5.3A1.8 1.8 0 0 0 3.5 5.3v5.9A1.8 1.8 0 0 0 5.3 13H7"/>`,
  phone: svg`<path d="M7.2 3.5 8.6 7 6.9 8.3a9.5 9.5 0 0 0 4.8 4.8l1.3-1.7 3.5 1.4v2.4c0 .8-.7 1.4-1.5 1.3C9 15.9 4.1 11 3.5 5c0-.8.5-1.5 1.3-1.5Z"/>`,
  mail: svg`<rect x="3" y="4.5" width="14" height="11" rx="1.8"/><path d="m3.5 6 6.5 5 6.5-5"/>`,
  clock: svg`<circle cx="10" cy="10" r="6.75"/><path d="M10 6v4.2l2.8 1.7"/>`,
  speech: svg`<path d="M4.8 3.8h10.4c.7 0 1.3.6 1.3 1.3v6.4c0 .7-.6 1.3-1.3 1.3H9.5L6 16v-3.2H4.8c-.7 0-1.3-.6-1.3-1.3V5.1c0-.7.6-1.3 1.3-1.3Z"/>`,
  globe: svg`<circle cx="10" cy="10" r="6.75"/><path d="M3.25 10h13.5M10 3.250c2 2 3 4.250 3 6.750s-1 4.750-3 6.750c-2-2-3-4.250-3-6.750s1-4.750 3-6.750Z"/>`,
  warning: svg`<path d="M10 3.5 17.5 16.5h-15Z"/><path d="M10 8.5v3.7M10 14.2v.1"/>`,
  check: svg`<path d="m4.5 10.5 3.6 3.6 7.4-8.2"/>`,
  download: svg`<path d="M10 3.5v9M6.3 9 10 12.7 13.7 9M4 16.3h12"/>`,
  upload: svg`<path d="M10 12.8v-9M6.3 7.3 10 3.6l3.7 3.7M4 16.3h12"/>`,
  list: svg`<path d="M7.5 5.5h9M7.5 10h9M7.5 14.5h9M3.6 5.5h.1M3.6 10h.1M3.6 14.5h.1"/>`,
  person: svg`<circle cx="10" cy="6.8" r="3.2"/><path d="M3.8 16.8c.5-3.4 3-5.2 6.2-5.2s5.7 1.8 6.2 5.2"/>`,
  people: svg`<circle cx="7.500" cy="7" r="2.800"/><path d="M2.500 16c.4-3 2.400-4.600 5-4.600s4.600 1.600 5 4.600M12.800 4.500a2.700 2.700 0 0 1 0 5.100M14.300 11.700c1.800.6 2.900 2 3.200 4.300"/>`,
  leave: svg`<path d="M8.500 3.500H5A1.500 1.500 0 0 0 3.500 5v10A1.500 1.500 0 0 0 5 16.500h3.500M12.500 6.500 16 10l-3.500 3.500M16 10H8"/>`,
  eye: svg`<path d="M2.500 10S5.200 4.800 10 4.800 17.500 10 17.500 10 14.800 15.200 10 15.200 2.500 10 2.500 10Z"/><circle cx="10" cy="10" r="2.300"/>`,
  eyeShut: svg`<path d="M3 3l14 14M8.300 5C8.800 4.900 9.400 4.800 10 4.800c4.800 0 7.500 5.200 7.500 5.200s-.9 1.700-2.500 3.100M5.300 6.500C3.500 8 2.500 10 2.500 10s2.700 5.200 7.500 5.200c1.300 0 2.500-.4 3.500-.9M8.400 8.400a2.300 2.300 0 0 0 3.200 3.200"/>`,
  key: svg`<circle cx="7" cy="13" r="3.500"/><path d="m9.500 10.500 6-6M13 7l2.500 2.500M11 9l1.500 1.500"/>`,
  lock: svg`<rect x="4.500" y="9" width="11" height="7.500" rx="1.500"/><path d="M7 9V6.500a3 3 0 0 1 6 0V9"/>`,
  next: svg`<path d="m8 5.500 4.500 4.500L8 14.500"/>`,
  back: svg`<path d="M12 5.500 7.500 10l4.500 4.500"/>`,
  print: svg`<path d="M6 7.500v-4h8v4M6 14H4.500A1 1 0 0 1 3.500 13V8.500a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1H14M6 11.500h8v5H6Z"/>`,
  away: svg`<path d="M3 3l14 14M5.2 11.3a7 7 0 0 1 3-1.7M2.8 8.2A11 11 0 0 1 6.5 5.9M10 5c2.700 0 5.200 1.100 7.200 3.200M12.500 9.900a7 7 0 0 1 2.300 1.400M8.300 13.900a2.600 2.600 0 0 1 3.400 0"/>`,
};

/** These follow the reading direction. */
const POINTS = new Set(['next', 'back', 'leave', 'list']);

/** A picture beside words; it says nothing by itself. @param {keyof typeof LINES} name */
export const icon = (name) => html`<svg class=${POINTS.has(name) ? 'icon points' : 'icon'} viewBox="0 0 20 20" aria-hidden="true" focusable="false">${LINES[name]}</svg>`;
