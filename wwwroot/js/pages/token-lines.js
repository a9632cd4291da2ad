import { html } from 'lit';
import { words } from './words.js';
import { agoText, momentDay } from '../pure/moments.js';

/**
 * Tokens as lines: what for, what they may, until when.
 * @param {any[]} tokens
 * @param {{scope: string, sentence: string}[]} scopes
 * @param {(token: any) => void} end
 */
export function tokenLines(tokens, scopes, end) {
  const t = words.account.tokens,
    now = new Date();
  if (tokens.length === 0) return html`<p class="note">${t.none}</p>`;
  const sentence = (scope) => scopes.find((one) => one.scope === scope)?.sentence ?? scope;
  return html`<ul class="lines">
    ${tokens.map((token) => {
      const isPast = new Date(token.until) < now;
      return html`<li>
        <div class="line-text">
          <p class="line-name">${token.name} ${isPast ? html`<span class="chip quiet">${t.past}</span>` : null}</p>
          <p class="line-detail">${token.scopes.map(sentence).join(' · ')}</p>
          <p class="line-detail">${t.until(momentDay(token.until))} · ${token.usedAt ? t.used(agoText(token.usedAt, now)) : t.unused}</p>
        </div>
        <button type="button" class="button" aria-label=${t.endOf(token.name)} @click=${() => end(token)}>${t.end}</button>
      </li>`;
    })}
  </ul>`;
}
