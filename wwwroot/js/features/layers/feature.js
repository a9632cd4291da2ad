import { addFeature } from '../../core/registry.js';
import { words } from '../../core/words.js';
import './panel.js';

addFeature({ key: 'layers', order: 20, needs: 'lookUp', title: words.tabs.layers, icon: 'layers', screen: 'map', panel: 'tm-layers' });
