import { html } from 'lit';
import { words } from './words.js';
import { ApiProblem } from '../core/session.js';
import { fieldsOf, PageElement, sentenceOf } from './element.js';

/** A form that sends something: busy while it does, and when it is refused it says why at the field and above the form. */
export class FormElement extends PageElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = { busy: { state: true }, problem: { state: true }, errors: { state: true } };

  constructor() {
    super();
    /** @type {boolean} */ this.busy = false;
    /** @type {string | null} */ this.problem = null;
    /** @type {Record<string, string[]>} */ this.errors = {};
  }

  /** What is wrong with a field, as the server said it. @param {string} name */
  error(name) {
    return this.errors[name]?.[0] ?? '';
  }

  /** @param {any} content @param {(fields: Record<string, string>) => Promise<any>} work what sending does; its refusal is shown */
  form(content, work) {
    return html`<form
      method="post"
      novalidate
      aria-busy=${this.busy ? 'true' : 'false'}
      @submit=${(event) => {
        event.preventDefault();
        this.run(() => work(fieldsOf(event.target)), event.target);
      }}
    >
      ${content}
    </form>`;
  }

  /**
   * Does the work once, however often it is asked.
   * @param {() => Promise<any>} work
   * @param {HTMLFormElement} [form] what must be filled in first
   */
  async run(work, form) {
    if (this.busy) return;
    const missing = /** @type {HTMLInputElement | null} */ (form?.querySelector(':invalid:not(fieldset)') ?? null);
    if (missing) {
      missing.focus();
      this.refuse(null, { [missing.name]: [this.missing(missing)] });
      return;
    }
    Object.assign(this, { busy: true, problem: null, errors: {} });
    try {
      await work();
    } catch (error) {
      this.refuse(sentenceOf(error), error instanceof ApiProblem ? error.errors : {});
      await this.focusOn('[role="alert"]');
    } finally {
      this.busy = false;
    }
  }

  /** @param {string | null} problem @param {Record<string, string[]>} [errors] */
  refuse(problem, errors = {}) {
    Object.assign(this, { problem, errors });
  }

  /** @param {HTMLInputElement} input */
  missing(input) {
    return input.validity.valueMissing ? words.fields.empty : input.validationMessage;
  }

  /** Sends an event to the element around it. @param {string} name @param {any} [detail] */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
