import { addFeature } from '../../core/registry.js';
import { words } from '../../core/words.js';
import './panel.js';

addFeature({
  key: 'place',
  order: 10,
  needs: 'lookUp',
  title: words.tabs.place,
  icon: 'pin',
  screen: { key: 'map', icon: 'map', title: words.screens.map },
  panel: 'tm-place',
});
