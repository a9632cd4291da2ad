/** The texts that every page needs: what numbers and days are said with, what the server refuses, the choice of a language. */
export const shared = {
  language: 'Language',
  phrases: {
    onLine: 'on the line',
    farther: 'more than 1 km',
    /** @param {string} distance */
    fromLine: (distance) => `${distance} from the line`,
    always: 'always',
    /** @param {string} day */
    from: (day) => `from ${day}`,
    /** @param {string} day */
    until: (day) => `until ${day}`,
    compass: { north: 'N', east: 'E', south: 'S', west: 'W' },
    justNow: 'just now',
    /** @param {string} day */
    on: (day) => `on ${day}`,
    /** @param {string} clock */
    at: (clock) => `at ${clock}`,
    unknownBrowser: 'Unknown browser',
    /** @param {string} browser @param {string} system */
    browserOn: (browser, system) => `${browser} on ${system}`,
    yes: 'yes',
    no: 'no',
    spoken: {
      /** @param {string} name */
      covered: (name) => `Covered by ${name}.`,
      nobody: 'Nobody covers this turf on this date.',
      noTurf: 'In no turf on this date.',
      outside: 'Outside every layer.',
      /** @param {string} layer @param {string} distance */
      line: (layer, distance) => `${layer} line ${distance} away`,
      /** @param {string} lines */
      careful: (lines) => `Careful: ${lines}.`,
    },
  },
  cities: {
    title: 'Cities',
    lead: 'Which ward, borough, district and turf is a place in, and who covers it? Choose the city to ask.',
    states: { ready: 'Answers', starting: 'Being read, a moment', unusable: 'Cannot answer now' },
  },
  problems: {
    offline: 'The server did not answer. What is on the screen stays; look-ups work again once the connection is back.',
    /** @param {number} status */
    status: (status) =>
      `The server answered with an error (${status}). Nothing was changed. Try again, and tell the administrator if it stays.`,
    field: 'Check this.',
    /** By the end of the type that the server names. In English the server's own sentence is shown instead, where it sent one. */
    types: {
      invalid: 'Something in the request is missing or cannot be used.',
      'second-factor': 'The code is needed too.',
      'too-often': 'There were too many tries.',
      'version-needed': 'The page is out of date. Reload it.',
      busy: 'The server has too much to do now. Try again in a moment.',
      unreadable: 'The file cannot be read.',
      'too-large': 'The file is larger than this server takes.',
      'no-room': 'The server’s disk is full. Nothing was changed.',
      store: 'The city’s data cannot be used now. Tell the administrator.',
      'store-away': 'The city’s data do not answer now. Try again in a moment.',
      server: 'Something went wrong on the server. Nothing was changed.',
      'not-signed-in': 'Signing in did not work, or is needed first.',
      forbidden: 'Your role does not allow that.',
      'provider-away': 'The sign-in service does not answer now. Try again in a moment.',
      'not-found': 'There is no such thing any more.',
      stale: 'Somebody changed this meanwhile.',
      conflict: 'That is not possible as things stand.',
    },
  },
};
