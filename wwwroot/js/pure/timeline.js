import { addDays, addYears } from './format.js';

/**
 * Days on which something began to hold, for the strip of time.
 * @typedef {{day: string, names: string[]}} Turn
 * @typedef {{from: string, to: string, turns: Turn[], plans: {name: string, from: string, to: string, now: boolean}[]}} Timeline
 */

const LONGEST_YEARS = 12;

/**
 * The span worth showing, the days of change within it, and the plans as bars.
 * @param {{name: string, vintages: {validFrom: string | null}[]}[]} layers
 * @param {{name: string, validFrom: string, validTo: string | null}[]} plans
 * @param {string} today
 * @param {string} day the day looked at
 * @returns {Timeline}
 */
export function timelineOf(layers, plans, today, day) {
  const found = new Map();
  const add = (when, name) => {
    if (when) found.set(when, [...(found.get(when) ?? []), name]);
  };
  for (const layer of layers) for (const vintage of layer.vintages) add(vintage.validFrom, layer.name);
  for (const plan of plans) add(plan.validFrom, plan.name);
  const days = [...found.keys()].sort();
  const oldest = addYears(today, -LONGEST_YEARS);
  const from = [addYears(days.find((one) => one >= oldest) ?? today, -1), addYears(today, -1), day].sort()[0];
  const to = [addYears(today, 1), addDays(days.at(-1) ?? today, 180), day].sort().at(-1) ?? today;
  return {
    from,
    to,
    turns: days.filter((one) => one >= from && one <= to).map((one) => ({ day: one, names: found.get(one) })),
    plans: plans
      .filter((plan) => plan.validFrom < to && (plan.validTo ?? to) > from)
      .map((plan) => ({
        name: plan.name,
        from: plan.validFrom < from ? from : plan.validFrom,
        to: plan.validTo ?? to,
        now: plan.validFrom <= day && (plan.validTo === null || plan.validTo > day),
      })),
  };
}

const DAY = 86_400_000;
const number = (day) => Date.parse(`${day}T00:00:00Z`) / DAY;

/** Days from the start of a span. @param {string} from @param {string} day */
export const daysFrom = (from, day) => number(day) - number(from);

/** Where a day lies in a span, 0 to 1. @param {{from: string, to: string}} span @param {string} day */
export const shareOf = (span, day) => Math.max(0, Math.min(1, daysFrom(span.from, day) / Math.max(1, daysFrom(span.from, span.to))));

/**
 * The nearest day of change before (-1) or after (1) a day; null when there is none.
 * @param {Turn[]} turns
 * @param {string} day
 * @param {-1 | 1} way
 */
export const turnBeside = (turns, day, way) =>
  (way < 0 ? turns.filter((turn) => turn.day < day).at(-1) : turns.find((turn) => turn.day > day)) ?? null;
