import { openItem, openTab } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { wantList } from '../../core/lists.js';
import { addFeature } from '../../core/registry.js';
import { store } from '../../core/store.js';
import { words } from '../../core/words.js';
import { matching } from '../../pure/table.js';
import './panel.js';

const MOST_FOUND = 5;

addFeature({
  key: 'partners',
  order: 60,
  needs: 'readPartners',
  title: words.screens.partners,
  icon: 'partners',
  screen: { key: 'partners', icon: 'partners', title: words.screens.partners },
  panel: 'tm-partners',
  list: {
    name: 'partners',
    parts: ['partners'],
    read: async (_, signal) => ({ rows: await api.partners(signal), next: null }),
  },
  search: {
    kind: 'partner',
    begin: () => wantList('partners'),
    find: (query) =>
      matching(store.get().lists.partners?.rows ?? [], query, (one) => one.name)
        .slice(0, MOST_FOUND)
        .map(({ id, name, kind, address }) => ({
          kind: 'partner',
          label: name,
          detail: [kind, address].filter(Boolean).join(' · '),
          icon: 'partners',
          id,
        })),
    open({ id }) {
      openTab('partners');
      openItem(id);
    },
  },
});
