import { shared } from '../core/shared-words.js';

const t = shared.cities,
  put = (selector, text) => document.querySelectorAll(selector).forEach((one) => one.replaceChildren(text));

// The list comes from the server, in English and good without a script; here it is put into the reader's language.
document.title = `TurfMap: ${t.title}`;
put('h1', t.title);
put('main > p', t.lead);
for (const [state, text] of Object.entries(t.states)) put(`.state.${state}`, text);
