import { html } from 'lit';
import { access } from '../pages/access.js';
import { words } from '../pages/words.js';
import { PageElement, sentenceOf } from '../pages/element.js';
import { languages } from '../pages/languages.js';
import { alertOf, mark } from '../pages/parts.js';
import { icon } from '../parts/icons.js';
import { linkCode } from '../pure/codes.js';
import { nextAddress } from '../pure/next.js';
import { inWords, json, loadMe, reloadMe, send } from '../core/session.js';
import './code-step.js';
import './demo-step.js';
import './first-step.js';
import './link-step.js';
import './password-step.js';

/** @typedef {import('../core/session.js').Me} Me */

/**
 * Why the city's sign-in service let nobody in, as the server left it for this page; read once. An address says nothing here: anybody can
 * write one.
 * @returns {string | null}
 */
function takeProblem() {
  const left = document.cookie.split('; ').find((one) => one.startsWith('turfmap-problem='));
  if (!left) return null;
  document.cookie = `turfmap-problem=; path=${location.pathname}; max-age=0`;
  return decodeURIComponent(left.slice('turfmap-problem='.length));
}

/**
 * The card of the sign-in page; `step` is one of loading, failed, password, code, demo, first, link, badLink, already.
 * Name and password are kept in `who` between the first step and the second, and nowhere else.
 */
class SignInCard extends PageElement {
  static properties = {
    step: { state: true },
    me: { state: true },
    city: { state: true },
    problem: { state: true },
    who: { state: true },
    link: { state: true },
    notice: { state: true },
  };

  constructor() {
    super();
    const address = new URL(location.href),
      said = takeProblem();
    this.came = address.href;
    this.linkCode = linkCode(address.hash);
    this.next = nextAddress(address.searchParams.get('next'), document.baseURI);
    /** @type {'loading' | 'failed' | 'password' | 'code' | 'demo' | 'first' | 'link' | 'badLink' | 'already'} */ this.step = 'loading';
    /** @type {Me | null} */ this.me = null;
    /** @type {{name: string} | null} */ this.city = null;
    /** @type {string | null} */ this.problem = said ? inWords(words.problem.city, said) : null;
    /** @type {{name: string, password: string} | null} */ this.who = null;
    /** @type {import('../pages/access.js').LinkLook | null} */ this.link = null;
    /** @type {string | null} */ this.notice = null;
    this.name = '';
    // The code does not stay in the address: not in the history, not in a copied link, not after a reload.
    address.hash = '';
    history.replaceState(null, '', address);
    window.addEventListener('hashchange', () => {
      if (linkCode(location.hash)) location.reload();
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.open();
  }

  async open() {
    this.step = 'loading';
    try {
      this.me = await loadMe();
      if (this.me.permissions.includes('lookUp'))
        json('/api/city', {}, { staysOn401: true }).then(
          (city) => {
            this.city = city;
          },
          () => null,
        );
      if (this.linkCode) await this.openLink(this.linkCode);
      else this.step = this.me.signedIn ? 'already' : this.firstStep();
      if (this.problem) await this.focusOn('[role="alert"]');
    } catch (error) {
      Object.assign(this, { step: 'failed', problem: sentenceOf(error) });
    }
  }

  firstStep() {
    const { firstRun, demo } = /** @type {Me} */ (this.me).signIn;
    return firstRun ? 'first' : demo.length > 0 ? 'demo' : 'password';
  }

  async openLink(code) {
    try {
      Object.assign(this, { link: await access.lookAtLink(code), step: 'link' });
    } catch (error) {
      if (/** @type {any} */ (error).offline) throw error;
      Object.assign(this, { step: 'badLink', problem: sentenceOf(error) });
    }
  }

  render() {
    return html` <div
        class="card"
        @signed-in=${this.leave}
        @needs-code=${(event) => Object.assign(this, { who: event.detail, name: event.detail.name, step: 'code' })}
        @start-over=${() => Object.assign(this, { who: null, step: this.firstStep() })}
        @password-saved=${this.saved}
      >
        <div class="card-head">
          ${mark()}
          <p class="card-city">${this.city?.name ?? words.product}</p>
        </div>
        ${this.body()}
      </div>
      ${languages(() => history.replaceState(null, '', this.came))}`;
  }

  body() {
    const title = (text) => html`<h1>${text}</h1>`,
      signIn = /** @type {Me} */ (this.me)?.signIn;
    switch (this.step) {
      case 'loading':
        return html`${title(words.signIn.title)}
          <div class="skeleton" aria-busy="true">
            <p class="visually-hidden" role="status">${words.loading}</p>
            <span></span><span></span>
          </div>`;
      case 'failed':
        return html`${title(words.problem.city)}${alertOf(this.problem)}<button
            type="button"
            class="button primary"
            @click=${() => {
              this.problem = null;
              this.open();
            }}
          >
            ${words.retry}
          </button>`;
      case 'code':
        return html`${title(words.code.title)}<tm-code-step .who=${this.who}></tm-code-step>`;
      case 'first':
        return html`${title(words.first.title)}<tm-first-step></tm-first-step>`;
      case 'link':
        return html`${title(words.link.title)}<tm-link-step .code=${this.linkCode} .who=${this.link}></tm-link-step>`;
      case 'badLink':
        return html`${title(words.link.bad)}${alertOf(this.problem)}
          <p>${words.link.badHint}</p>
          <button type="button" class="button" @click=${this.forgetLink}>${words.link.toSignIn}</button>`;
      case 'already':
        return this.already(title);
      case 'demo':
        return html`${title(words.demo.title)}<tm-demo-step .roles=${signIn.demo} .first=${this.problem}></tm-demo-step>
          <details class="own">
            <summary>${words.demo.own}</summary>
            ${this.passwordStep(signIn, null)}
          </details>
          ${this.without()}`;
      default:
        return html`${title(words.signIn.title)}${
          this.notice ? html`<p class="callout accent" role="status">${icon('check')}<span>${this.notice}</span></p>` : null
        }${this.passwordStep(signIn, this.problem)}${this.without()}`;
    }
  }

  passwordStep(signIn, first) {
    const { pathname, search, hash } = new URL(this.next);
    return html`<tm-password-step
      .first=${first}
      .name=${this.name}
      .provider=${signIn.provider}
      .next=${pathname + search + hash}
    ></tm-password-step>`;
  }

  already(title) {
    const t = words.signIn,
      {
        name,
        role,
        isDemo,
        signIn: { demo },
      } = /** @type {Me} */ (this.me);
    return html`${title(t.already(name))}${alertOf(this.problem)}
      <div class="row">
        <a class="button primary" href=${this.next}>${t.goOn}</a
        ><button type="button" class="button" @click=${this.signOut}>${t.signOut}</button>
      </div>
      ${isDemo && demo.length > 0 ? html`<tm-demo-step .roles=${demo.filter((other) => other !== role)}></tm-demo-step>` : null}`;
  }

  /** A city open to everybody can be looked at without an account. */
  without() {
    return this.me?.signIn.isPublic ? html`<p class="without"><a href=${this.next}>${words.signIn.withoutAccount}</a></p>` : null;
  }

  leave() {
    this.who = null;
    location.replace(this.next);
  }

  saved() {
    Object.assign(this, {
      came: location.href,
      name: this.link?.name,
      linkCode: null,
      link: null,
      problem: null,
      step: 'password',
      notice: words.link.saved,
    });
  }

  forgetLink() {
    Object.assign(this, { came: location.href, linkCode: null, problem: null });
    this.open();
  }

  async signOut() {
    try {
      await send('POST', '/api/sign-out');
      this.problem = null;
      await reloadMe();
      await this.open();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }
}
customElements.define('tm-sign-in', SignInCard);
