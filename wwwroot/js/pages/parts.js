import { html, nothing } from 'lit';
import { words } from './words.js';
import { icon } from '../parts/icons.js';
import { message } from '../parts/message.js';

/** The four turfs of the mark. */
export const mark = () =>
  html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path class="mark-a" d="M4 6 13 4v12L4 18Z" />
    <path class="mark-b" d="m14.500 4 13.500 4v9l-13.500-1Z" />
    <path class="mark-c" d="M4 19.500 13 17.500v10L4 26Z" />
    <path class="mark-d" d="m14.500 17.500 13.500 1V25l-13.500 3Z" />
  </svg>`;

/**
 * What went wrong, where it is heard at once and can take the focus. Stands there empty before, so that its text is announced.
 * @param {string | null} sentence
 */
export const alertOf = (sentence) =>
  html`<div class="alert" role="alert" tabindex="-1">
    ${
      sentence
        ? html`<div class="callout danger">
            ${icon('warning')}
            <p>${message(sentence)}</p>
          </div>`
        : null
    }
  </div>`;

/** A named line of text, its hint and what is wrong with it.
 * @param {{name: string, label: string, hint?: string, problem?: string, type?: string, autocomplete?: string, value?: string,
 * readonly?: boolean, required?: boolean, inputmode?: string, maxlength?: number, capitalize?: string, input?: (event: Event) => void}}
 * field */
export function field({
  name,
  label,
  hint = '',
  problem = '',
  type = 'text',
  autocomplete = 'off',
  value = '',
  readonly = false,
  required = true,
  inputmode,
  maxlength = 200,
  capitalize = 'off',
  input,
}) {
  const id = `${name}-field`,
    about = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return html` <div class="field">
    <label class="field-name" for=${id}>${label}</label>
    <input
      id=${id}
      name=${name}
      type=${type}
      autocomplete=${autocomplete}
      autocapitalize=${capitalize}
      spellcheck="false"
      maxlength=${maxlength}
      inputmode=${inputmode ?? nothing}
      value=${value}
      ?readonly=${readonly}
      ?required=${required}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${about || nothing}
      @input=${input ?? nothing}
    />
    ${hint ? html`<p class="field-hint" id="${id}-hint">${hint}</p>` : null}
    ${problem ? html`<p class="problem-text" id="${id}-problem">${message(problem)}</p>` : null}
  </div>`;
}

/** The button that sends a form. @param {string} label @param {boolean} busy @param {string} [busyLabel] */
export const submit = (label, busy, busyLabel = words.loading) =>
  html`<button type="submit" class="button primary" aria-disabled=${busy ? 'true' : nothing}>
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>${busyLabel}` : label}
  </button>`;
