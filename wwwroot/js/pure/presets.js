import { addDays, addYears } from './format.js';

/**
 * The days worth jumping to: today, a month and a year ago, the eve of the plan in force and of each boundary change.
 * @param {string} today yyyy-mm-dd
 * @param {{name: string, validFrom: string} | null} plan in force today
 * @param {{name: string, vintages: {validFrom: string | null}[]}[]} layers
 * @param {typeof import('../words/en.js').words.date.presets} t what they are called
 * @returns {{day: string | null, label: string, detail: string}[]} a null day is today
 */
export function presetsFor(today, plan, layers, t) {
  const days = [{ day: null, label: t.today, detail: '' }];
  const add = (day, label, detail) => {
    if (day < today && !days.some((known) => known.day === day)) days.push({ day, label, detail });
  };
  if (plan?.validFrom) add(addDays(plan.validFrom, -1), t.plan, t.planDetail(plan.name));
  add(addDays(today, -30), t.month, '');
  add(addYears(today, -1), t.year, '');
  const changes = layers
    .flatMap((layer) =>
      layer.vintages
        .slice()
        .sort(byStart)
        .slice(1)
        .map((vintage) => ({ name: layer.name, from: vintage.validFrom ?? '' })),
    )
    .filter(({ from }) => from !== '' && from <= today)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  for (const change of changes.slice(0, 3)) add(addDays(change.from, -1), t.change(change.name), t.changeDetail);
  return days;
}

const byStart = (a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1);
