import { inLanguage } from '../../core/language.js';
import { words as english } from '../../words/en-density.js';

/** The texts of the density screen, in the page's language. */
export const words = await inLanguage(english, async (tag) => (await import(`../../words/${tag}-density.js`)).words);
