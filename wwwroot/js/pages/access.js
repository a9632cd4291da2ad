import { json, setMe, send, urlOf } from '../core/session.js';

const signIn = { staysOn401: true };
const at = (id) => encodeURIComponent(id);

/**
 * @typedef {{scope: string, sentence: string}} Scope
 *
 * @typedef {object} Token
 * @property {string} id @property {string} name @property {string[]} scopes
 * @property {string} until @property {string | null} usedAt
 *
 * @typedef {object} Session
 * @property {string} id @property {boolean} isThis
 * @property {string | null} agent @property {string} address
 * @property {'password' | 'provider' | 'demo' | 'link'} how @property {string} begun @property {string} seenAt
 *
 * @typedef {object} OwnAccount one's own, with what hangs on it
 * @property {string} name @property {string} displayName @property {string} role
 * @property {boolean} hasPassword @property {boolean} hasSecondFactor @property {number} recoveryCodesLeft
 * @property {Session[]} sessions @property {Token[]} tokens @property {Scope[]} scopes
 *
 * @typedef {object} Account as administrators see it
 * @property {string} id @property {string} name @property {string} displayName @property {string} role @property {string | null} liaison
 * @property {boolean} isClosed
 * @property {boolean} isDemo
 * @property {boolean} hasPassword
 * @property {boolean} hasSecondFactor
 * @property {boolean} usesProvider
 * @property {string | null} lockedUntil @property {string | null} seenAt
 * @property {number} sessions how many are open @property {Token[]} tokens @property {number} stamp
 *
 * @typedef {object} AuditEntry
 * @property {number} number @property {string} at @property {string} action @property {string} subject @property {string | null} actor
 * @property {string | null} via @property {string | null} address @property {any} before @property {any} after @property {string} hash
 *
 * @typedef {{code: string, until: string}} MadeLink
 * @typedef {{name: string, displayName: string, role: string, until: string}} LinkLook whose link it is
 */

/** What is asked about signing in and accounts. Every call throws a problem whose message is for the person. */
export const access = {
  /** @param {{name: string, password: string, code?: string}} who */
  signIn: async (who) => setMe(await send('POST', '/api/sign-in', who, signIn)),
  demo: async (role) => setMe(await send('POST', '/api/sign-in/demo', { role }, signIn)),
  /** @param {{code: string, name: string, displayName: string, password: string}} first */
  first: async (first) => setMe(await send('POST', '/api/sign-in/first', first, signIn)),
  lookAtLink: (code) => send('POST', '/api/sign-in/link/look', { code }, signIn),
  useLink: async (code, password) => setMe(await send('POST', '/api/sign-in/link', { code, password }, signIn)),
  providerUrl: (next) => urlOf('/api/sign-in/provider', { next }).href,

  account: () => json('/api/account', {}, { cache: 'no-store' }),
  setPassword: (current, password) => send('PUT', '/api/account/password', { current, password }),
  startFactor: (password) => send('POST', '/api/account/second-factor', { password }),
  confirmFactor: (code) => send('PUT', '/api/account/second-factor', { code }),
  removeFactor: (password) => send('POST', '/api/account/second-factor/remove', { password }),
  newRecoveryCodes: (password) => send('POST', '/api/account/recovery-codes', { password }),
  endSession: (id) => send('DELETE', `/api/account/sessions/${at(id)}`),
  makeToken: (token) => send('POST', '/api/account/tokens', token),
  endToken: (id) => send('DELETE', `/api/account/tokens/${at(id)}`),

  accounts: async () => (await json('/api/accounts', {}, { cache: 'no-store' })).accounts,
  makeAccount: (account) => send('POST', '/api/accounts', account),
  changeAccount: (id, account) => send('PUT', `/api/accounts/${at(id)}`, account),
  makeLink: (id, removesSecondFactor) => send('POST', `/api/accounts/${at(id)}/link`, { removesSecondFactor }),
  linkUrl: (code) => new URL(`./sign-in.html#set-password=${encodeURIComponent(code)}`, document.baseURI).href,
  signOutAccount: (id) => send('POST', `/api/accounts/${at(id)}/sign-out`),
  unlock: (id) => send('POST', `/api/accounts/${at(id)}/unlock`),
  makeAccountToken: (id, token) => send('POST', `/api/accounts/${at(id)}/tokens`, token),
  endAccountToken: (id, token) => send('DELETE', `/api/accounts/${at(id)}/tokens/${at(token)}`),

  /** @param {{before?: number | null, account?: string, action?: string}} which @param {AbortSignal} [signal] */
  audit: (which, signal) => json('/api/audit', { ...which, limit: 50 }, { signal, cache: 'no-store' }),
  auditExportUrl: () => urlOf('/api/audit/export').href,
};
