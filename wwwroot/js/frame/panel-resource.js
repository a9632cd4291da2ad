import { cityResource } from '../core/city-resource.js';

/**
 * Something that one element reads of the city: the element draws itself again when it changes. The element clears it when it is taken
 * away.
 * @template T
 * @param {{requestUpdate(): void}} host
 * @param {import('../core/changes.js').Part[]} parts of the city that it is made of
 * @param {(value: T) => void} [came] called with each answer
 * @returns {import('../core/resource.js').Resource<T>}
 */
export const panelResource = (host, parts, came = () => {}) =>
  cityResource({
    parts,
    changed: ({ status, value }) => {
      if (status === 'ready') came(/** @type {T} */ (value));
      host.requestUpdate();
    },
  });
