// Every tab. How one is added: core/registry.js.
import './features/place/feature.js';
import './features/layers/feature.js';
import './features/turfs/feature.js';
import './features/cases/feature.js';
import './features/density/feature.js';
import './features/partners/feature.js';
import './features/file/feature.js';
import './features/imports/feature.js';
import './features/settings/feature.js';
