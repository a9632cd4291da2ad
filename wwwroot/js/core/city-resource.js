import { live } from './changes.js';
import { sentenceOf } from './problems.js';
import { Resource } from './resource.js';

/**
 * Something that is read of the city: its problems are sentences, and when a part it is made of changes it is read again.
 * @template T
 * @param {{parts: import('./changes.js').Part[], changed?: (resource: Resource<T>) => void, isShown?: () => boolean}} how
 * @returns {Resource<T>}
 */
export const cityResource = (how) => new Resource({ ...how, problemOf: sentenceOf, live });
