// A classic script before the style sheets, so that a chosen theme or language never flashes the other one first. Which languages there are
// knows language.js; a bundled page names the files of each, so that they are on their way before the page knows that it waits for them.
try {
  const root = document.documentElement,
    theme = localStorage.getItem('turfmap.theme'),
    language = localStorage.getItem('turfmap.language') ?? '';
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (/^[a-z]{2,3}(-[\w-]+)?$/.test(language)) root.lang = language;
  if (/^(ar|fa|he|ps|ur)\b/.test(language)) root.dir = 'rtl';
  const own = /** @type {HTMLScriptElement} */ (document.currentScript),
    texts = JSON.parse(own.dataset.texts ?? '{"en": []}'),
    tags = [language, ...navigator.languages].flatMap((tag) => [tag, tag.split('-')[0]]);
  for (const href of texts[tags.find((tag) => texts[tag]) ?? 'en'])
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: new URL(href, own.src).href }));
} catch {
  /* storage is shut: the system's theme, the browser's language */
}
