import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { alertOf } from '../pages/parts.js';
import { FormElement } from '../pages/form.js';
import { agentText, agoText } from '../pure/moments.js';
import { signOut } from '../core/session.js';
import '../pages/dialog.js';

/** Where one is signed in. */
class SessionsSection extends FormElement {
  static properties = { account: { attribute: false }, asks: { state: true } };

  constructor() {
    super();
    /** @type {import('../pages/access.js').OwnAccount} */ this.account = /** @type {any} */ (null);
    this.asks = false;
  }

  render() {
    const t = words.account.sessions,
      sessions = [...this.account.sessions].sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.seenAt.localeCompare(a.seenAt));
    return html` <section class="section" aria-labelledby="sessions-title">
        <div class="section-about">
          <h2 id="sessions-title">${t.title}</h2>
          <p>${t.explain}</p>
        </div>
        <div class="section-body">
          ${alertOf(this.problem)}
          <ul class="lines">
            ${sessions.map((session) => this.line(session))}
          </ul>
          <div class="row">
            <button
              type="button"
              class="button"
              @click=${() => {
                this.asks = true;
              }}
            >
              ${t.everywhere}
            </button>
          </div>
        </div>
      </section>
      ${
        this.asks
          ? html`<tm-confirm
              heading=${t.everywhereTitle}
              text=${t.everywhereExplain}
              action=${t.everywhere}
              .act=${() => signOut({ everywhere: true })}
              @closed=${(event) => {
                event.stopPropagation();
                this.asks = false;
              }}
            ></tm-confirm>`
          : null
      }`;
  }

  line(session) {
    const t = words.account.sessions,
      now = new Date(),
      what = agentText(session.agent);
    return html`<li>
      <div class="line-text">
        <p class="line-name">${what} ${session.isThis ? html`<span class="chip">${t.thisOne}</span>` : null}</p>
        <p class="line-detail">
          ${t.begun(agoText(session.begun, now))} ${t.how[session.how] ?? ''} · ${t.seen(agoText(session.seenAt, now))} · ${session.address}
        </p>
      </div>
      ${
        session.isThis
          ? null
          : html`<button
              type="button"
              class="button"
              aria-label=${t.endOf(what)}
              @click=${() =>
                this.run(async () => {
                  await access.endSession(session.id);
                  this.emit('changed', t.ended);
                })}
            >
              ${t.end}
            </button>`
      }
    </li>`;
  }
}
customElements.define('tm-sessions-section', SessionsSection);
