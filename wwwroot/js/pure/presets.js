import {addDays, addYears} from './format.js';

/**
 * The days worth jumping to: today, a month and a year ago, the eve of the plan in force and of each boundary change.
 * @param {string} today yyyy-mm-dd
 * @param {{name: string, validFrom: string} | null} plan in force today
 * @param {{name: string, vintages: {validFrom: string | null}[]}[]} layers
 * @returns {{day: string | null, label: string, detail: string}[]} a null day is today
 */
export function presetsFor(today, plan, layers) {
  const days = [{day: null, label: 'Today', detail: ''}];
  const add = (day, label, detail) => { if (day < today && !days.some((known) => known.day === day)) days.push({day, label, detail}); };
  if (plan?.validFrom) add(addDays(plan.validFrom, -1), 'The day before this plan', `eve of “${plan.name}”`);
  add(addDays(today, -30), '30 days ago', '');
  add(addYears(today, -1), 'A year ago', '');
  const changes = layers
    .flatMap((layer) => layer.vintages.slice().sort(byStart).slice(1).map((vintage) => ({name: layer.name, from: vintage.validFrom})))
    .filter((change) => change.from && change.from <= today)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  for (const change of changes.slice(0, 3)) add(addDays(change.from, -1), `Before ${change.name} changed`, 'eve of the new lines');
  return days;
}

const byStart = (a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1);
