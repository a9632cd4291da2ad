import { addFeature } from '../../core/registry.js';
import { words } from '../../core/words.js';
import './dots.js';
import './drop-target.js';
import './panel.js';

addFeature({
  key: 'file',
  order: 70,
  needs: 'placeFiles',
  title: words.tabs.file,
  icon: 'upload',
  screen: { key: 'data', icon: 'file', title: words.screens.data },
  panel: 'tm-file',
  state: {
    file: { step: 'choose' }, // see placing.js
    dots: null, // {layer, count, codes} of the points that dots.js draws
  },
});
