import {counted} from '../pure/format.js';

const cases = {one: 'caso', other: 'casos', many: 'de casos'};

/** @type {typeof import('./en-density.js').words} */
export const words = {
  of: 'Qué se cuenta', ofs: {cases: 'Casos', events: 'Actos', figures: 'Cifras'},
  view: 'Cómo se muestra', views: {hexagons: 'Hexágonos', surface: 'Superficie', areas: 'Áreas', points: 'Puntos', hotspots: 'Focos', compare: 'Comparar'},
  title: 'Densidad de casos', loading: 'Contando los casos…', failed: 'No se pudieron contar los casos', none: 'Ningún caso coincide', noneHint: 'Elija más tipos, otro estado o un periodo más largo.',
  count: (count) => counted(count, cases), period: 'Abiertos en', only: 'Estado de los casos', kinds: 'Tipos de caso', clear: 'Todo de nuevo',
  states: {all: 'Todos', open: 'Abiertos', overdue: 'Fuera de plazo', closed: 'Cerrados'}, cases: 'Casos', unit: 'por milla cuadrada y mes',
  opened: (period, months) => `Abiertos ${period}: ${months} meses.`,
  outside: (count, share) => `${count} de ellos (${share} %) no tienen lugar en la ciudad y no están en el mapa.`,
  hexagons: (crs) => `Hexágonos de 1320 pies de lado a lado, en el plano ${crs}. Los colores significan lo mismo con cualquier filtro y a cualquier escala.`,
  white: 'Sin color: ningún caso. El último color vale también para más de 50.',
  report: 'Un caso es un aviso, no una necesidad: donde se pide menos puede hacer más falta.',
  densest: 'Donde son más densos', perMonth: (density) => `${density} por milla cuadrada y mes`, inAll: (count) => `${counted(count, cases)} en este hexágono`,
  asOf: (day) => `A fecha de ${day}.`,
};
