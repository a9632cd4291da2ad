import { inLanguage } from './language.js';
import { words as english } from '../words/en-parts.js';

/** The texts of the components, in their language. */
export const words = await inLanguage(english, async (tag) => (await import(`../words/${tag}-parts.js`)).words);
