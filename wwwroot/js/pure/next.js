/**
 * Where to go after signing in: only ever a page of this city on this server.
 * The address is parsed as the browser would parse it, because "/\host", "//host" and "/.//host" all look like paths and lead away.
 * @param {string | null | undefined} next what the link wished for, a path such as "/#place=1,2"
 * @param {string} base the address of the page that asks
 * @returns {string} a whole address; the city's map when the wish is none, leads elsewhere, or leads back to signing in
 */
export function nextAddress(next, base) {
  const home = new URL('./', base);
  if (!next?.startsWith('/')) return home.href;
  let to;
  try {
    to = new URL(next, base);
  } catch {
    return home.href;
  }
  const isHere = to.origin === home.origin && to.username === '' && to.pathname.startsWith(home.pathname) && !to.pathname.startsWith('//');
  return isHere && !/\/(sign-in\.html|api\/.*)$/.test(to.pathname) ? to.href : home.href;
}

/**
 * The sign-in page, told where to come back to.
 * @param {string} here the address of the page that is left
 * @param {string} base
 * @returns {string}
 */
export function signInAddress(here, base) {
  const to = new URL('./sign-in.html', base),
    from = new URL(here);
  const path = from.pathname + from.search + from.hash;
  if (from.href !== new URL('./', base).href) to.searchParams.set('next', path);
  return to.href;
}
