import { api } from '../../core/api.js';
import { PARTS } from '../../core/changes.js';
import { addFeature } from '../../core/registry.js';
import { words } from '../../core/words.js';
import './panel.js';

addFeature({
  key: 'imports',
  order: 80,
  needs: 'readImports',
  title: words.tabs.imports,
  icon: 'list',
  screen: 'data',
  panel: 'tm-imports',
  list: {
    name: 'imports',
    parts: [...PARTS],
    read: async (_, signal) => ({ rows: (await api.imports(signal)).imports, next: null }),
  },
});
