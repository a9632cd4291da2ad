import { readFilter, writeFilter } from '../../pure/case-filter.js';
import { readDensity, writeDensity } from '../../pure/density-link.js';

/** What the address keeps of the density: which are counted, and how it is looked at. @type {import('../../core/registry.js').Link} */
export const link = {
  keys: ['caseFilter', 'densityOf', 'densityView', 'densityHow'],
  read(field) {
    const { of, view, how } = readDensity(field);
    return { caseFilter: readFilter(field), densityOf: of, densityView: view, densityHow: how };
  },
  write: ({ caseFilter, densityOf, densityView, densityHow }) => [
    ...writeDensity({ of: densityOf, view: densityView, how: densityHow }),
    ...writeFilter(caseFilter),
  ],
};
