import { html } from 'lit';
import { sentenceOf, toast } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { words } from './words.js';
import { problem, skeleton } from '../../frame/states.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';

const t = words.saved;

/**
 * Views that somebody kept under a name: one's own, and those of others that are shared. The link of a view is what stands in the address,
 * so it also opens elsewhere.
 */
class DensityViews extends StateElement {
  static properties = { views: { state: true }, why: { state: true }, missing: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {{id: string, name: string, link: string, mine: boolean, shared: boolean}[] | null} */ this.views = null;
    this.why = '';
    this.missing = false;
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.read();
  }

  async read() {
    try {
      const views = await api.views();
      Object.assign(this, { views, why: '' });
    } catch (error) {
      this.why = sentenceOf(error);
    }
  }

  render() {
    return html` ${
        this.why
          ? problem(t.failed, this.why, () => this.read())
          : !this.views
            ? skeleton(t.title)
            : this.views.length === 0
              ? html`<p class="note">${t.none}</p>`
              : html`<ul class="saved-views">
                  ${this.views.map(
                    (view) =>
                      html`<li>
                        <a class="area-row" href=${`#${view.link.replace(/^[?#]/, '')}`}
                          ><span class="area-name">${view.name}</span
                          ><span class="code"
                            >${[view.mine ? '' : t.others, view.shared && view.mine ? t.shared : ''].filter(Boolean).join(', ')}</span
                          ></a
                        >
                        ${
                          view.mine
                            ? html`<button
                                type="button"
                                class="icon-button"
                                aria-label=${t.remove(view.name)}
                                title=${t.remove(view.name)}
                                @click=${() => this.remove(view)}
                              >
                                ${icon('remove')}
                              </button>`
                            : null
                        }
                      </li>`,
                  )}
                </ul>`
      }
      <form class="save-view" method="post" novalidate @submit=${this.save}>
        <label class="field"
          ><span class="field-name">${t.name}</span
          ><input
            type="text"
            name="name"
            maxlength="80"
            autocomplete="off"
            aria-invalid=${this.missing ? 'true' : 'false'}
            aria-describedby="save-view-problem"
            @input=${() => {
              this.missing = false;
            }}
        /></label>
        <p class="problem-text" id="save-view-problem" role="alert">${this.missing ? t.missing : ''}</p>
        <label class="tick"><input type="checkbox" name="shared" /><span>${t.share}</span></label>
        <button class="button" type="submit" aria-disabled=${this.busy ? 'true' : 'false'}>${icon('plus')}${t.save}</button>
      </form>`;
  }

  async save(event) {
    event.preventDefault();
    const form = event.target,
      fields = new FormData(form),
      name = String(fields.get('name')).trim();
    this.missing = name === '';
    if (this.missing) {
      form.elements.namedItem('name').focus();
      return;
    }
    if (await this.make({ name, link: `?${location.hash.replace(/^#/, '')}`, shared: fields.get('shared') !== null })) {
      toast(t.saved(name));
      form.reset();
    }
  }

  /** @param {{name: string, link: string, shared: boolean}} view @returns {Promise<boolean>} whether it was kept */
  async make(view) {
    if (this.busy) return false;
    this.busy = true;
    try {
      await api.saveView(view);
      await this.read();
      return true;
    } catch (error) {
      toast(`${t.notSaved}. ${sentenceOf(error)}`, 'problem');
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Deleted at once; whoever did not mean it makes it again. */
  async remove(view) {
    try {
      await api.deleteView(view.id);
    } catch (error) {
      toast(sentenceOf(error), 'problem');
      return;
    }
    await this.read();
    this.querySelector('input')?.focus();
    toast(t.removed(view.name), 'done', async () => {
      if (await this.make({ name: view.name, link: view.link, shared: view.shared })) toast(t.restored(view.name));
    });
  }
}
customElements.define('tm-density-views', DensityViews);
