/**
 * Where one can be: a tab is one thing to look at; a screen of the rail holds one or more of them.
 * @typedef {{key: string, icon: any, title: string}} Look what a screen is called
 * @typedef {{key: string, needs: string, screen: Look | string, alone?: Look}} Tab
 * @typedef {Look & {tabs: string[]}} Screen
 */

/** What everybody may whom the city lets in. */
const EVERYBODY = ['lookUp'];

/**
 * The screens, each with the tabs, that somebody may see. Until it is known who that is, what everybody may.
 * @param {readonly Tab[]} tabs in the order of the rail; the first tab of a screen says what it is called
 * @param {string[] | null} permissions
 * @returns {Screen[]}
 */
export function screensFor(tabs, permissions) {
  const may = new Set(permissions ?? EVERYBODY);
  return screensOf(tabs)
    .map((screen) => ({ ...screen, seen: screen.all.filter(({ needs }) => may.has(needs)) }))
    .filter(({ seen }) => seen.length > 0)
    .map(({ look, all, seen }) => ({ ...((seen[0] === all[0] ? null : seen[0].alone) ?? look), tabs: seen.map(({ key }) => key) }));
}

/**
 * The screen of a tab, as somebody sees it; undefined for a tab that is not there.
 * @param {readonly Tab[]} tabs
 * @param {string} tab
 * @param {string[] | null} permissions
 * @returns {Screen | undefined}
 */
export function screenOf(tabs, tab, permissions) {
  const seen = screensFor(tabs, permissions).find((screen) => screen.tabs.includes(tab));
  if (seen) return seen;
  const one = screensOf(tabs).find(({ all }) => all.some(({ key }) => key === tab));
  return one && { ...one.look, tabs: one.all.map(({ key }) => key) };
}

/**
 * A tab on a screen that no tab made, or none has made yet, stands nowhere.
 * @param {readonly Tab[]} tabs
 * @returns {{look: Look, all: Tab[]}[]}
 */
const screensOf = (tabs) =>
  tabs.flatMap(({ screen: look }) =>
    typeof look === 'string' ? [] : [{ look, all: tabs.filter(({ screen }) => screen === look || screen === look.key) }],
  );
