import { byNature, matching } from './table.js';

/**
 * How an account stands, the first that holds.
 * @param {any} account
 * @param {Date} now
 * @returns {'closed' | 'locked' | 'invited' | 'demo' | 'open'}
 */
export function standing(account, now) {
  if (account.isClosed) return 'closed';
  if (account.lockedUntil && new Date(account.lockedUntil) > now) return 'locked';
  if (account.isDemo) return 'demo';
  if (account.role !== 'client' && !account.hasPassword && !account.usesProvider) return 'invited';
  return 'open';
}

/**
 * The accounts that a filter leaves: open ones first, then by name.
 * @param {any[]} accounts
 * @param {string} query
 * @param {string} role '' for all
 */
export function shownAccounts(accounts, query, role) {
  const left = matching(
    accounts.filter((account) => role === '' || account.role === role),
    query,
    (account) => `${account.displayName} ${account.name} ${account.liaison ?? ''}`,
  );
  return [...left].sort((a, b) => Number(a.isClosed) - Number(b.isClosed) || byNature(a.displayName, b.displayName));
}
