import { addFeature } from '../../core/registry.js';
import { words } from '../../core/words.js';
import './panel.js';

addFeature({
  key: 'turfs',
  order: 30,
  needs: 'lookUp',
  title: words.screens.turfs,
  icon: 'turfs',
  screen: { key: 'turfs', icon: 'turfs', title: words.screens.turfs },
  panel: 'tm-turfs',
  target: ({ item }) => (item ? { area: { layer: 'turfs', code: item } } : null),
});
