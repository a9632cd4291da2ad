// A classic script before the style sheets, so that a chosen theme or language never flashes the other one first. Which languages there are
// knows language.js.
try {
  const root = document.documentElement,
    theme = localStorage.getItem('turfmap.theme'),
    language = localStorage.getItem('turfmap.language') ?? '';
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (/^[a-z]{2,3}(-[\w-]+)?$/.test(language)) root.lang = language;
  if (/^(ar|fa|he|ps|ur)\b/.test(language)) root.dir = 'rtl';
} catch {
  /* storage is shut: the system's theme, the browser's language */
}
