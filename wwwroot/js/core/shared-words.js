import { inLanguage, locale } from './language.js';
import { speak } from '../pure/locale.js';
import { shared as english } from '../words/en-shared.js';

/** The texts that every page needs. */
export const shared = await inLanguage(english, async (tag) => (await import(`../words/${tag}-shared.js`)).shared);
speak(locale, shared.phrases);
