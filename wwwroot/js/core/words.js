import { inLanguage } from './language.js';
import { words as english } from '../words/en.js';

/** Every text of the map's page, in its language. Functions take what they speak of. */
export const words = await inLanguage(english, async (tag) => (await import(`../words/${tag}.js`)).words);
