import { api } from '../../core/api.js';
import { addFeature } from '../../core/registry.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import './panel.js';

addFeature({
  key: 'cases',
  order: 40,
  needs: 'readCases',
  title: words.tabs.cases,
  icon: 'list',
  screen: { key: 'cases', icon: 'cases', title: words.screens.cases },
  panel: 'tm-cases',
  state: { caseState: 'open' }, // open, closed, all
  list: {
    name: 'cases',
    parts: ['cases', 'geography', 'plans', 'staff'],
    keys: ['caseState'],
    async read(after, signal) {
      const { caseState } = store.get(),
        { cases, next } = await api.cases({ after, open: caseState === 'all' ? null : caseState === 'open' }, signal);
      return { rows: cases, next };
    },
  },
});
