import { dayText } from './format.js';
import { formatter, said } from './locale.js';

const two = (number) => String(number).padStart(2, '0');

/**
 * A moment in the reader's own time: "3 May 2024, 14:05".
 * @param {string | null | undefined} moment ISO 8601
 * @returns {string} '' when there is none
 */
export function momentText(moment) {
  const at = new Date(moment ?? NaN);
  return Number.isNaN(at.getTime()) ? '' : `${dayOf(at)}, ${clockText(at)}`;
}

/** The day of a moment in the reader's own time. @param {string | null | undefined} moment */
export function momentDay(moment) {
  const at = new Date(moment ?? NaN);
  return Number.isNaN(at.getTime()) ? '' : dayOf(at);
}

/** @param {Date} at @returns {string} "14:05" */
export const clockText = (at) => formatter('clock', (locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' })).format(at);

/** "3 minutes ago", "in 40 seconds". @param {number} count negative is past @param {Intl.RelativeTimeFormatUnit} unit */
const relative = (count, unit) => formatter('relative', (locale) => new Intl.RelativeTimeFormat(locale)).format(count, unit);

/**
 * How long ago, as people say it; from two days on the day itself.
 * @param {string | null | undefined} moment
 * @param {Date} now
 * @returns {string} '' when never
 */
export function agoText(moment, now) {
  const at = new Date(moment ?? NaN),
    minutes = Math.floor((now.getTime() - at.getTime()) / 60000);
  if (Number.isNaN(minutes)) return '';
  if (minutes < 1) return said().justNow;
  if (minutes < 60) return relative(-minutes, 'minute');
  if (minutes < 48 * 60) return relative(-Math.floor(minutes / 60), 'hour');
  return said().on(dayOf(at));
}

/** When to try again: "in 40 seconds", "at 14:05". @param {number} seconds @param {Date} now */
export function againText(seconds, now) {
  if (seconds <= 90) return relative(Math.max(1, Math.ceil(seconds)), 'second');
  return said().at(clockText(new Date(now.getTime() + seconds * 1000 + 59_000)));
}

/** What a browser calls itself, in two words where it is a known one. @param {string | null | undefined} agent */
export function agentText(agent) {
  const text = agent ?? '';
  const name = [
    [/QGIS/, 'QGIS'],
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Headless|Chrom(e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
    [/curl\//, 'curl'],
  ].find(([is]) => /** @type {RegExp} */ (is).test(text))?.[1];
  const on = [
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux|X11/, 'Linux'],
  ].find(([is]) => /** @type {RegExp} */ (is).test(text))?.[1];
  if (!name) return text === '' ? said().unknownBrowser : [...text].slice(0, 60).join('');
  return on ? said().browserOn(String(name), String(on)) : String(name);
}

const dayOf = (at) => dayText(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
