import { html } from 'lit';
import { api } from '../../core/api.js';
import { toast } from '../../core/notices.js';
import { sentenceOf } from '../../core/problems.js';
import { words } from './words.js';
import { StateElement } from '../../frame/element.js';
import { panelResource } from '../../frame/panel-resource.js';
import { icon } from '../../parts/icons.js';
import { problem, skeleton } from '../../parts/states.js';

const t = words.saved;

/**
 * Views that somebody kept under a name: one's own, and those of others that are shared. The link of a view is what stands in the address,
 * so it also opens elsewhere.
 */
class DensityViews extends StateElement {
  static properties = { missing: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {import('../../core/resource.js').Resource<{id: string, name: string, link: string, mine: boolean, shared: boolean}[]>} */
    this.views = panelResource(this, []);
    this.missing = false;
    this.busy = false;
  }

  willUpdate() {
    this.views.want('views', (signal) => api.views(signal));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.views.clear();
  }

  render() {
    const { status, value: views, problem: why } = this.views;
    return html` ${
        status === 'failed'
          ? problem(t.failed, why, () => this.views.again())
          : !views
            ? skeleton(t.title)
            : views.length === 0
              ? html`<p class="note">${t.none}</p>`
              : html`<ul class="saved-views">
                  ${views.map(
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
      await this.views.again();
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
    await this.views.again();
    this.querySelector('input')?.focus();
    toast(t.removed(view.name), 'done', async () => {
      if (await this.make({ name: view.name, link: view.link, shared: view.shared })) toast(t.restored(view.name));
    });
  }
}
customElements.define('tm-density-views', DensityViews);
