import { store } from './store.js';
import { words } from './words.js';

/** Says it to those who do not see it; saying the same again is heard again. @param {string} text */
export function announce(text) {
  store.set({ announcement: text === store.get().announcement ? `${text}\u00a0` : text });
}

let made = 0;

/** How what a toast says is undone, by the toast's key. @type {Map<string, () => void>} */
const undos = new Map();

/**
 * Says what was done; with a way back where there is one.
 * @param {string} text
 * @param {'done' | 'problem'} [kind]
 * @param {(() => void) | null} [undo]
 */
export function toast(text, kind = 'done', undo = null) {
  const key = String((made += 1));
  if (undo) undos.set(key, undo);
  show([...store.get().toasts.filter((one) => one.text !== text), { key, text, kind, canUndo: undo !== null }].slice(-3));
}

/** @param {string} key @param {{undo?: boolean}} [how] */
export function endToast(key, { undo = false } = {}) {
  const act = undos.get(key);
  show(store.get().toasts.filter((one) => one.key !== key));
  if (undo) act?.();
}

function show(toasts) {
  for (const key of [...undos.keys()]) if (!toasts.some((one) => one.key === key)) undos.delete(key);
  store.set({ toasts });
}

/** @param {string} text @param {string} what it is, for the message */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(words.place.copied(what));
  } catch {
    toast(words.place.copyFailed, 'problem');
  }
}
