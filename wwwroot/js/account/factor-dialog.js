import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { DialogElement } from '../pages/dialog.js';
import { alertOf, field } from '../pages/parts.js';
import { icon } from '../parts/icons.js';
import { factorCode, inFours, isSixDigits } from '../pure/codes.js';
import '../pages/password-field.js';
import './qr-code.js';
import './recovery-codes.js';

/** Setting the second factor up: the password, the key into the app, a code back, the recovery codes. */
class FactorDialog extends DialogElement {
  static properties = { account: { attribute: false }, key: { state: true }, codes: { state: true } };

  constructor() {
    super();
    /** @type {{key: string, address: string} | null} */ this.key = null;
    /** @type {import('../pages/access.js').OwnAccount} */ this.account = /** @type {any} */ (null);
    /** @type {string[] | null} */ this.codes = null;
  }

  get isOnce() {
    return this.codes !== null;
  }

  render() {
    const t = words.account.factor;
    if (this.codes)
      return this.frame(
        t.codesTitle,
        html`<p class="callout accent">${icon('check')}<span>${t.switchedOn}</span></p>
          <tm-recovery-codes .codes=${this.codes} of=${this.account.name}></tm-recovery-codes>
          <div class="dialog-ends"><button type="button" class="button primary" @click=${this.end}>${t.codesKept}</button></div>`,
      );
    if (this.key) return this.frame(t.scanTitle, this.scan(this.key));
    return this.frame(
      t.startTitle,
      this.form(
        html` ${alertOf(this.problem)}
          <p>${t.explain}</p>
          <tm-password name="proof" label=${t.confirmPassword} .problem=${this.error('password')}></tm-password>
          ${this.ends(t.next)}`,
        (fields) => this.start(fields.proof),
      ),
    );
  }

  scan({ key, address }) {
    const t = words.account.factor;
    return this.form(
      html` ${alertOf(this.problem)}
        <div class="scan">
          <tm-qr .text=${address} label=${t.qr}></tm-qr>
          <div class="scan-side">
            <p>${t.scan}</p>
            <a class="button" href=${address}>${t.open}</a>
            <div>
              <p class="field-name" id="key-name">${t.key}</p>
              <p class="key mono" aria-labelledby="key-name">
                ${inFours(key)
                  .split(' ')
                  .map((four) => html`<span>${four}</span> `)}
              </p>
            </div>
          </div>
        </div>
        <div class="code-field">
          ${field({
            name: 'code',
            label: t.code,
            autocomplete: 'one-time-code',
            inputmode: 'numeric',
            maxlength: 12,
            problem: this.error('code'),
          })}
        </div>
        ${this.ends(t.confirm)}`,
      (fields) => this.confirm(fields.code),
    );
  }

  async start(password) {
    this.key = await access.startFactor(password);
  }

  async confirm(typed) {
    const code = factorCode(typed);
    if (!isSixDigits(code)) {
      this.refuse(null, { code: [words.account.factor.wrong] });
      return this.focusOn('input[name="code"]');
    }
    this.codes = (await access.confirmFactor(code)).recoveryCodes;
    return this.focusOn('h2');
  }

  end() {
    this.close();
    this.emit('changed', words.account.factor.switchedOn);
  }
}
customElements.define('tm-factor-dialog', FactorDialog);
