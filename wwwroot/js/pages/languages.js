import { html } from 'lit';
import { chooseLanguage, language } from '../core/language.js';
import { LANGUAGES } from '../pure/languages.js';
import { shared } from '../core/shared-words.js';

/** The languages, each in its own words; another one shows the page anew. @param {() => void} [before] */
export const languages = (before = () => {}) =>
  html` <nav class="languages" aria-label=${shared.language}>
    <ul>
      ${LANGUAGES.map(
        ({ tag, name }) =>
          html` <li>
            <button
              type="button"
              class="language"
              lang=${tag}
              aria-pressed=${tag === language.tag ? 'true' : 'false'}
              @click=${() => {
                before();
                chooseLanguage(tag);
              }}
            >
              ${name}
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
