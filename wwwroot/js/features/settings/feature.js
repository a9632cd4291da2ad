import { addFeature } from '../../core/registry.js';
import { words } from '../../core/words.js';
import './panel.js';

addFeature({
  key: 'settings',
  order: 90,
  needs: 'lookUp',
  title: words.screens.settings,
  icon: 'gear',
  screen: { key: 'settings', icon: 'gear', title: words.screens.settings },
  panel: 'tm-settings',
});
