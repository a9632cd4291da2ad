import { inLanguage, isForeign } from '../core/language.js';
import { words as english } from '../words/en-access.js';

/** Every text of the pages for signing in, one's own account, accounts and audit, in their language. Functions take what they speak of. */
export const words = await inLanguage(english, async (tag) => (await import(`../words/${tag}-access.js`)).words);

/** What a role is called, and in one line what the person does here. */
export const { roles } = words;

/** @param {string | null | undefined} role */
export const roleName = (role) => roles[/** @type {keyof typeof roles} */ (role)]?.name ?? role ?? '';

/** A role's name within a sentence. @param {string | null | undefined} role */
export const roleInSentence = (role) => roleName(role).toLocaleLowerCase();

/** What tokens may do; the server's sentences are English. @param {{scope: string, sentence: string}[]} scopes */
export const scopesInWords = (scopes) =>
  isForeign ? scopes.map((one) => words.scopes.find(({ scope }) => scope === one.scope) ?? one) : scopes;

/** @param {string} action of the audit */
export const actionName = (action) =>
  words.audit.actions[/** @type {keyof typeof words.audit.actions} */ (action)] ?? action.replace(/^./, (first) => first.toUpperCase());
