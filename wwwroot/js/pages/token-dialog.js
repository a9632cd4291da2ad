import { html, nothing } from 'lit';
import { words } from './words.js';
import { reloadMe } from '../core/session.js';
import { factorCode } from '../pure/codes.js';
import { message } from '../parts/message.js';
import { DialogElement } from './dialog.js';
import { alertOf, field } from './parts.js';
import './password-field.js';
import './secret.js';

/** A new access token, made with one's password and code; when it is made, its secret, this once, and how to use it. */
class TokenDialog extends DialogElement {
  static properties = { scopes: { attribute: false }, make: { attribute: false }, made: { state: true }, me: { state: true } };

  constructor() {
    super();
    /** @type {{name: string, token: string} | null} */ this.made = null;
    /** @type {{scope: string, sentence: string}[]} */ this.scopes = [];
    /** @type {import('../core/session.js').Me | null} */ this.me = null;
    /** @type {(token: any) => Promise<any>} */ this.make = async () => null;
  }

  get isOnce() {
    return this.made !== null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.run(async () => {
      this.me = await reloadMe();
    });
  }

  render() {
    const t = words.account.tokens;
    if (this.made) return this.frame(t.madeTitle, this.secret(this.made));
    const problem = this.error('scopes');
    return this.frame(
      t.makeTitle,
      this.form(
        html` ${alertOf(this.problem)}
          ${field({
            name: 'label',
            label: t.name,
            hint: t.nameHint,
            capitalize: 'sentences',
            maxlength: 100,
            problem: this.error('label') || this.error('name'),
          })}
          <fieldset aria-describedby=${problem ? 'scopes-problem' : nothing}>
            <legend class="field-name">${t.scopes}</legend>
            <div class="ticks">
              ${this.scopes.map(
                ({ scope, sentence }, i) =>
                  html`<label class="tick-line"
                    ><input type="checkbox" name="scope" value=${scope} ?checked=${i === 0} /><span>${sentence}</span></label
                  >`,
              )}
            </div>
            ${problem ? html`<p class="problem-text" id="scopes-problem">${message(problem)}</p>` : null}
          </fieldset>
          <div class="field">
            <label class="field-name" for="days-field">${t.days}</label
            ><select id="days-field" name="days">
              ${t.dayChoices.map(([days, text]) => html`<option value=${days} ?selected=${days === 90}>${text}</option>`)}
            </select>
          </div>
          ${this.proof()} ${this.ends(t.submit, t.busy)}`,
        (fields) => this.send(fields),
      ),
    );
  }

  /** Who makes it proves once more who they are: a token outlives the browser that somebody left open. */
  proof() {
    const { me } = this;
    return html`${
      me?.hasPassword
        ? html`<tm-password
            name="proof"
            label=${words.account.factor.confirmPassword}
            .problem=${this.error('proof') || this.error('password')}
          ></tm-password>`
        : null
    }${
      me?.hasPassword && me.hasSecondFactor
        ? html`<div class="code-field">
            ${field({
              name: 'code',
              label: words.code.field,
              hint: words.account.tokens.codeHint,
              autocomplete: 'one-time-code',
              problem: this.error('code'),
              maxlength: 40,
            })}
          </div>`
        : null
    }`;
  }

  /** @param {Record<string, string>} fields */
  async send({ label, days, proof, code }) {
    const scopes = [.../** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll('input[name="scope"]:checked'))].map(
      (box) => box.value,
    );
    if (scopes.length === 0) {
      this.refuse(null, { scopes: [words.account.tokens.scopesMissing] });
      return this.focusOn('input[name="scope"]');
    }
    this.made = await this.make({
      name: label.trim(),
      scopes,
      days: Number(days),
      password: proof,
      code: code === undefined ? undefined : factorCode(code),
    });
    return this.focusOn('h2');
  }

  secret({ token }) {
    const t = words.account.tokens,
      curl = `curl -u "me:$TOKEN" ${new URL('./api/layers', document.baseURI)}`;
    return html` <p>${t.once}</p>
      <tm-secret label=${t.secret} .value=${token}></tm-secret>
      <h3 class="section-title">${t.howTitle}</h3>
      <ul class="how">
        <li>${t.howQgis}</li>
        <li>${t.howGdal}<code class="mono">${curl}</code></li>
        <li>${t.howHeader}</li>
      </ul>
      <div class="dialog-ends"><button type="button" class="button primary" @click=${this.end}>${words.done}</button></div>`;
  }

  end() {
    this.close();
    this.emit('changed', '');
  }
}
customElements.define('tm-token-dialog', TokenDialog);
