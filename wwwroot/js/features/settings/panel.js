import { html } from 'lit';
import { setTheme } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { chooseLanguage, language } from '../../core/language.js';
import { refresh } from '../../core/loading.js';
import { toast } from '../../core/notices.js';
import { sentenceOf } from '../../core/problems.js';
import { may } from '../../core/selectors.js';
import { shared } from '../../core/shared-words.js';
import { words } from '../../core/words.js';
import { StateElement } from '../../frame/element.js';
import { listHead } from '../../frame/list.js';
import { panelResource } from '../../frame/panel-resource.js';
import { icon } from '../../parts/icons.js';
import { problem, skeleton } from '../../parts/states.js';
import { LANGUAGES } from '../../pure/languages.js';
import { momentText } from '../../pure/moments.js';

const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

/** The city as it introduces itself, how the page looks, and the ways to the accounts. */
class SettingsPanel extends StateElement {
  static properties = { wrong: { state: true }, busy: { state: true } };

  get keys() {
    return ['me', 'theme', 'city'];
  }

  constructor() {
    super();
    /** @type {import('../../core/resource.js').Resource<any>} */ this.profile = panelResource(this, ['profile']);
    /** @type {any} */ this.wrong = null;
    this.busy = false;
  }

  willUpdate() {
    this.profile.want('profile', (signal) => api.profile(signal));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.profile.clear();
  }

  render() {
    const t = words.settings,
      { me } = this.state;
    return html` ${listHead(t.title)}
      <section class="settings-part" aria-labelledby="settings-city">
        <h3 class="section-title" id="settings-city">${t.city}</h3>
        ${this.city()}
      </section>
      <section class="settings-part" aria-labelledby="settings-look">
        <h3 class="section-title" id="settings-look">${t.look}</h3>
        ${this.look()}
      </section>
      ${
        me?.signedIn
          ? html`<section class="settings-part" aria-labelledby="settings-people">
              <h3 class="section-title" id="settings-people">${t.people}</h3>
              <ul class="rows-list">
                <li>
                  <a class="area-row" href="account.html"
                    >${icon('key')}<span class="area-name">${words.person.account}<span class="area-detail">${t.accountHint}</span></span
                    >${icon('next')}</a
                  >
                </li>
                ${
                  may('manageAccounts')
                    ? html`<li>
                        <a class="area-row" href="accounts.html"
                          >${icon('people')}<span class="area-name"
                            >${words.person.accounts}<span class="area-detail">${t.accountsHint}</span></span
                          >${icon('next')}</a
                        >
                      </li>`
                    : null
                }
              </ul>
            </section>`
          : null
      }
      <section class="settings-part" aria-labelledby="settings-keys">
        <h3 class="section-title" id="settings-keys">${t.keys}</h3>
        <dl class="fact-list keys">
          ${t.keyList.map(
            ([key, what]) =>
              html`<div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${what}</dd>
              </div>`,
          )}
        </dl>
      </section>`;
  }

  city() {
    const t = words.settings,
      { value: profile, status, problem: why } = this.profile;
    if (status === 'failed') return problem(t.failed, why, () => this.profile.again());
    if (!profile) return skeleton(t.loading);
    const own = may('editProfile');
    return html` <form class="step-form" @submit=${this.save} novalidate>
      <label class="field"
        ><span class="field-name">${t.name}</span
        ><input type="text" name="name" maxlength="200" .value=${profile.name} ?readonly=${!own} required
      /></label>
      <label class="field"
        ><span class="field-name">${t.note}</span
        ><input type="text" name="note" maxlength="500" .value=${profile.note ?? ''} ?readonly=${!own} /><span class="field-hint"
          >${t.noteHint}</span
        ></label
      >
      <label class="field"
        ><span class="field-name">${t.error}</span
        ><input type="text" inputmode="decimal" name="error" .value=${String(profile.positionErrorMetres)} ?readonly=${!own} /><span
          class="field-hint"
          >${t.errorHint}</span
        ></label
      >
      ${this.wrong ? html`<p class="problem-text" role="alert">${this.wrong}</p>` : null}
      <p class="note">${t.changed(profile.version.author, momentText(profile.version.at))}</p>
      ${
        own
          ? html`<div class="step-actions"><button type="submit" class="button primary" ?disabled=${this.busy}>${t.save}</button></div>`
          : html`<p class="note">${t.readOnly}</p>`
      }
    </form>`;
  }

  look() {
    const { theme } = this.state;
    return html`<fieldset>
        <legend class="field-name">${words.settings.theme}</legend>
        <div class="segments">
          ${THEMES.map(
            (one) =>
              html` <label class="segment"
                ><input type="radio" name="theme" value=${one} .checked=${theme === one} @change=${() => setTheme(one)} /><span
                  >${words.settings.themes[one]}</span
                ></label
              >`,
          )}
        </div>
      </fieldset>
      <fieldset>
        <legend class="field-name">${shared.language}</legend>
        <div class="segments">
          ${LANGUAGES.map(
            ({ tag, name }) =>
              html` <label class="segment" lang=${tag}
                ><input
                  type="radio"
                  name="language"
                  value=${tag}
                  .checked=${tag === language.tag}
                  @change=${() => chooseLanguage(tag)}
                /><span>${name}</span></label
              >`,
          )}
        </div>
      </fieldset>`;
  }

  async save(event) {
    event.preventDefault();
    const t = words.settings,
      fields = new FormData(event.target),
      before = this.profile.value;
    const name = String(fields.get('name')).trim(),
      metres = Number(String(fields.get('error')).replace(',', '.'));
    if (name === '') {
      this.wrong = t.nameMissing;
      return;
    }
    if (!(metres >= 0 && metres <= 1000)) {
      this.wrong = t.errorBad;
      return;
    }
    const next = { name, note: String(fields.get('note')).trim() || null, positionErrorMetres: metres };
    await this.put(next, before.version.number, before);
  }

  /** @param {any} profile @param {number} version that it was made from @param {any} [before] what undoing it brings back */
  async put({ name, note, positionErrorMetres }, version, before = null) {
    Object.assign(this, { busy: true, wrong: null });
    try {
      const saved = await api.saveProfile({ name, note, positionErrorMetres }, version);
      if (this.isConnected) this.profile.put('profile', saved, (signal) => api.profile(signal));
      toast(words.settings.saved, 'done', before && (() => this.put(before, saved.version.number)));
      await refresh();
    } catch (error) {
      this.wrong = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
customElements.define('tm-settings', SettingsPanel);
