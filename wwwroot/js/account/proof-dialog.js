import { html } from 'lit';
import { words } from '../pages/words.js';
import { DialogElement } from '../pages/dialog.js';
import { alertOf } from '../pages/parts.js';
import '../pages/password-field.js';
import './recovery-codes.js';

/** Something about the second factor that asks for the password again; shows the codes that come of it, if any. */
class ProofDialog extends DialogElement {
  static properties = {
    account: { attribute: false },
    heading: {},
    text: {},
    action: {},
    done: {},
    act: { attribute: false },
    codes: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../pages/access.js').OwnAccount} */ this.account = /** @type {any} */ (null);
    this.heading = '';
    this.text = '';
    this.action = '';
    this.done = '';
    /** @type {(password: string) => Promise<string[] | null>} */ this.act = async () => null;
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
        html`<tm-recovery-codes .codes=${this.codes} of=${this.account.name}></tm-recovery-codes>
          <div class="dialog-ends"><button type="button" class="button primary" @click=${this.end}>${t.codesKept}</button></div>`,
      );
    return this.frame(
      this.heading,
      this.form(
        html` ${alertOf(this.problem)}
          <p>${this.text}</p>
          <tm-password name="proof" label=${t.confirmPassword} .problem=${this.error('password')}></tm-password>
          ${this.ends(this.action)}`,
        (fields) => this.prove(fields.proof),
      ),
    );
  }

  async prove(password) {
    this.codes = await this.act(password);
    if (!this.codes) this.end();
  }

  end() {
    this.close();
    this.emit('changed', this.done);
  }
}
customElements.define('tm-proof-dialog', ProofDialog);
