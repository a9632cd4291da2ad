import {counted, countText} from '../pure/format.js';

const cases = {one: 'caso', other: 'casos', many: 'de casos'}, events = {one: 'evento', other: 'eventos', many: 'de eventos'}, places = {one: 'lugar así', other: 'lugares así', many: 'de lugares así'}, entries = {one: 'entrada', other: 'entradas', many: 'de entradas'};

/** @type {typeof import('./en-density.js').words} */
export const words = {
  title: 'Densidad', loading: 'Contando…', failed: 'No se pudo contar', none: 'Nada coincide', noneHint: 'Elija más tipos, otro estado o un periodo más largo.',
  of: 'Qué se cuenta', ofs: {cases: 'Casos', events: 'Eventos', figures: 'Cifras'},
  view: 'Cómo se muestra', views: {hexagons: 'Hexágonos', surface: 'Superficie', areas: 'Áreas', points: 'Puntos', hotspots: 'Focos', compare: 'Comparar'},
  cases: {
    heading: 'Casos', count: (count) => counted(count, cases), period: 'Abiertos en', during: (period) => `Abiertos ${period}`, taken: (day, share) => `Casos hasta el ${day}; ${share} % sin ubicar.`, takenAll: (day) => `Casos hasta el ${day}; todos ubicados.`,
    report: 'Un caso es un aviso, no una necesidad: donde se pide menos puede hacer más falta.', kinds: 'Tipos de caso', undated: (count) => `${counted(count, cases)} sin fecha: en ningún periodo.`, open: 'Abrir el caso',
  },
  events: {
    heading: 'Eventos', count: (count) => counted(count, events), period: 'Celebrados en', during: (period) => `Celebrados ${period}`, taken: (day, share) => `Eventos hasta el ${day}; ${share} % sin ubicar.`, takenAll: (day) => `Eventos hasta el ${day}; todos ubicados.`,
    report: 'Se cuentan los eventos anotados; puede haber habido otros.', kinds: 'Tipos de evento', undated: (count) => `${counted(count, events)} sin fecha: en ningún periodo.`, open: 'Mostrar dónde es',
  },
  unit: 'por milla cuadrada y mes', unitResidents: 'por 1000 residentes y año',
  months: (months) => `${months} meses`,
  onMap: (drawn, count) => `${drawn} de ${count} están en la densidad`,
  leftOut: 'Fuera de la densidad',
  why: {
    unplaced: (count) => `${count} no tienen lugar`, outside: (count) => `${count} quedan fuera de la ciudad`, rough: (count) => `${count} tienen solo un lugar aproximado: por calle, código postal o centro de un área`, atSinks: (count) => `${count} están en lugares con tantos que probablemente son el punto por defecto de un geocodificador`,
  },
  sinks: (count) => counted(count, places), sinkAt: (count) => `${counted(count, entries)} en un solo lugar. Mostrarlo`, takeSinks: 'Incluir esos lugares',
  hexagons: (crs) => `Hexágonos de 1320 pies de lado a lado, en el plano ${crs}.`, hexagonsShort: 'Hexágonos de 1320 pies', held: 'Los colores significan lo mismo con cualquier filtro y a cualquier escala.',
  white: 'Sin color: ninguno. El último color vale también para más.',
  densest: 'Donde son más densos', perMonth: (density) => `${density} por milla cuadrada y mes`, inHexagon: (count) => `${count} en este hexágono`,
  surface: {
    radius: 'Radio', radii: {1320: '1320 pies', 2640: '2640 pies', 5280: '5280 pies'}, per: 'Por cada', pers: {area: 'Milla cuadrada', residents: '1000 residentes'},
    kernelShort: (feet) => `Cuártico, radio de ${feet} pies`, kernel: (feet) => `Núcleo cuártico, radio de ${feet} pies, igual a cualquier escala`, edge: 'Corregida en el borde de la ciudad; sin el agua.',
    blank: 'Demasiado pocas personas para mostrarlo', blankWhy: 'En blanco donde hay menos de 5 personas distintas dentro del radio; por residente, donde hay menos de 500 residentes o 10 entradas.',
    tooFew: 'Demasiado pocos para una superficie', tooFewHint: 'Una superficie necesita al menos 30 con lugar. Elija un periodo más largo o más tipos, o mire los hexágonos o los puntos.',
    radiusFixed: 'Por residente el radio es siempre de 5280 pies.', between: (low, high) => `${low} a ${high}`, share: 'Parte de la ciudad', cells: 'Celdas', densityClass: 'Clase', cellsFile: 'Celdas en CSV', columns: ['longitud', 'latitud', 'desde', 'hasta'],
  },
  areas: {
    layer: 'Áreas de', measure: 'Como', measures: {count: 'Número', density: 'Densidad', rate: 'Tasa', smoothed: 'Tasa suavizada'},
    units: {count: 'en el periodo', density: 'por milla cuadrada y mes', rate: 'por 1000 residentes y año', smoothed: 'por 1000 residentes y año, suavizada'},
    unstable: 'Menos de 20: puede ser azar', noData: 'Sin datos', noResidents: 'No se conocen los residentes de estas áreas, así que no hay tasa.',
    smoothedWhy: 'Las tasas suavizadas de áreas con pocos residentes se acercan a la de sus vecinas o a la de toda la ciudad, para que el azar no cree extremos.', none: 'Ningún área', noneHint: 'No hay límites vigentes en esta fecha.',
    residentsOf: (measure, year, source) => `Según ${[measure, year, source].filter(Boolean).join(', ')}.`, nowhere: 'en ningún área', name: 'Área', cases: 'Número', density: 'Por mi² y mes', residents: 'Residentes', rate: 'Tasa', low: 'Desde', high: 'Hasta', smoothed: 'Suavizada', state: 'Estado', states: {value: 'valor', zero: 'cero real', unstable: 'inestable', none: 'sin datos'},
    between: (rate, low, high) => `${rate} (entre ${low} y ${high})`,
  },
  points: {
    unit: 'cada círculo según su número', alone: 'uno', many: (count) => `${count} cercanos`, scale: 'Círculos: área según el número, igual a cualquier escala, entre 36 y 400. Cada uno está en un solo círculo.', zoomIn: 'Pulse para acercarse',
    all: 'En el mapa están todos los que tienen lugar, también los aproximados.', more: 'Mostrar más', list: (count, all) => `${count} de ${all}`,
    id: 'Número', kind: 'Tipo', day: 'Día', title: 'Título', status: 'Estado', address: 'Dirección', failed: 'No se leyeron los puntos',
  },
  filters: {
    title: 'Filtros', more: 'Más filtros', state: 'Estado de los casos', states: {all: 'Todos', open: 'Abiertos', overdue: 'Fuera de plazo', closed: 'Cerrados'}, clear: 'Todo de nuevo', inForce: 'Filtros puestos',
    status: 'Estado', language: 'Idioma', agency: 'Organismo', turf: 'Zona', liaison: 'Enlace', areaLayer: 'Áreas de', area: 'Área', showAll: (count) => `Los ${countText(count)}`, fewer: 'Menos', unknown: 'sin indicar',
    named: (name, value) => `${name}: ${value}`, from: (day) => `desde ${day}`, until: (day) => `hasta ${day}`, between: (first, last) => `${first} – ${last}`,
  },
  table: {title: 'Como tabla', csv: 'CSV de esta vista', hexagons: 'Hexágonos', hexagon: 'Hexágono', count: 'Número', density: 'Por mi² y mes', lon: 'Longitud', lat: 'Latitud', surface: 'Superficie', areas: 'Áreas', points: 'Lista'},
  saved: {
    title: 'Vistas guardadas', none: 'Ninguna todavía. Guarde lo que ve con un nombre, para volver a encontrarlo o compartirlo.', name: 'Nombre', share: 'Compartir con todas las personas que inician sesión', save: 'Guardar esta vista', saved: (name) => `Se guardó «${name}».`, missing: 'Póngale un nombre.',
    shared: 'compartida', others: 'de otra persona', remove: (name) => `Eliminar «${name}»`, removed: (name) => `Se eliminó «${name}».`, restored: (name) => `«${name}» está de vuelta.`, failed: 'No se leyeron las vistas guardadas', notSaved: 'La vista no se guardó',
  },
  key: {label: 'Qué significan los colores', n: (drawn, count) => `${drawn} de ${count}`},
  asOf: (day) => `A fecha de ${day}.`,
};
