import { LitElement } from 'lit';
import { words } from './words.js';
import { detailOf, withDetail } from '../pure/detail.js';
import { againText } from '../pure/moments.js';
import { ApiProblem } from '../core/session.js';

/** A piece of a page without a map, drawn into the page's own tree so that style sheets, labels and password managers reach it. */
export class PageElement extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Brings a piece of this element into focus once it is drawn. @param {string} selector */
  async focusOn(selector) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus();
  }
}

/** The sentence for a person, whatever was thrown. @param {any} error @returns {string} */
export function sentenceOf(error) {
  if (!(error instanceof ApiProblem)) {
    console.error(error);
    return words.unexpected;
  }
  if (error.offline) return words.offline;
  if (!error.againInSeconds || /try again/i.test(error.message)) return error.message;
  const { own, detail } = detailOf(error.message);
  return withDetail(`${own} ${words.again(againText(error.againInSeconds, new Date()))}`, detail);
}

/** The fields of a form that were filled in. @param {HTMLFormElement} form @returns {Record<string, string>} */
export const fieldsOf = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
