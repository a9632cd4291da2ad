import { html } from 'lit';
import { api } from '../../core/api.js';
import { toast } from '../../core/notices.js';
import { sentenceOf } from '../../core/problems.js';
import { FIGURE_PARTS, figureText } from './figure-text.js';
import { words } from './words.js';
import { StateElement } from '../../frame/element.js';
import { panelResource } from '../../frame/panel-resource.js';
import { icon } from '../../parts/icons.js';
import { problem, skeleton } from '../../parts/states.js';
import { byCoarseness } from '../../pure/drawn.js';
import { countText } from '../../pure/format.js';
import { momentText } from '../../pure/moments.js';
import { monthsFrom, monthsText, monthText } from '../../pure/months.js';
import { standingOf } from '../../pure/released.js';
import '../../parts/dialog.js';

const t = words.releases;

/**
 * What managers give out: the months released, what the next one would show, and the release itself, which cannot be taken back. Tells
 * `made`.
 */
class Releases extends StateElement {
  static properties = {
    releases: { attribute: false },
    isAsked: { state: true },
    isSending: { state: true },
    isLooking: { state: true },
    failed: { state: true },
    until: { state: true },
    layer: { state: true },
  };

  get keys() {
    return ['layers'];
  }

  constructor() {
    super();
    /** @type {any} */ this.releases = null;
    /** @type {import('../../core/resource.js').Resource<any>} */ this.preview = panelResource(this, FIGURE_PARTS);
    this.isAsked = false;
    this.isSending = false;
    this.isLooking = false;
    this.failed = '';
    /** @type {string | null} the last month to be released; null is only the next */ this.until = null;
    /** @type {string | null} by which layer, chosen before the first release; null is the coarsest */ this.layer = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.preview.clear();
  }

  get layers() {
    return byCoarseness(this.state.layers.list).filter((layer) => layer.inForce);
  }

  /** The layer that is asked for: none once one is given, as it stays. */
  get by() {
    return this.releases.months.length > 0 ? null : (this.layer ?? this.layers[0]?.key ?? null);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('releases')) {
      this.preview.clear();
      this.isLooking = false;
      this.until = null;
    }
    const next = this.releases?.next;
    if (next?.ready && this.isLooking) this.preview.want([next.month, this.by], (signal) => api.releasePreview(this.by, signal));
  }

  render() {
    const { releases } = this,
      { next } = releases;
    return html`<section class="density-section releases" aria-labelledby="releases-title">
      <h3 class="section-title" id="releases-title">${t.title}</h3>
      <p class="note">${t.explain}</p>
      ${next?.month ? this.next(next) : html`<p class="note">${t.noNext}</p>`} ${this.list()}
      <p class="note">${t.audited}</p>
      ${this.isAsked ? this.dialog(this.until ?? next.month) : null}
    </section>`;
  }

  next({ month, ready, why, until }) {
    const { status, value, problem: said } = this.preview,
      months = ready && until ? monthsFrom(month, until) : [month],
      last = this.until ?? month;
    return html`<div class="next-release">
      <h4 class="section-title">${t.next(monthText(month))}</h4>
      ${
        ready
          ? this.choices(months, last)
          : html`<p class="callout warning">
              ${icon('clock')}<span>${t.notReady}${why ? html` <span lang="en">${why}</span>` : null}</span>
            </p>`
      }
      ${
        this.isLooking
          ? status === 'failed'
            ? problem(t.previewFailed, said, () => this.preview.again())
            : value
              ? this.shown(value)
              : skeleton(t.loading)
          : null
      }
      ${this.failed ? problem(t.failed, this.failed) : null}
      ${
        ready
          ? html`<div class="section-ends">
              ${
                this.isLooking
                  ? null
                  : html`<button
                      type="button"
                      class="button"
                      @click=${() => {
                        this.isLooking = true;
                      }}
                    >
                      ${icon('eye')}${t.preview}
                    </button>`
              }
              <button
                type="button"
                class="button primary"
                @click=${() => {
                  this.isAsked = true;
                }}
              >
                ${icon('upload')}${t.publish(monthsText(month, last))}
              </button>
            </div>`
          : null
      }
    </div>`;
  }

  /**
   * Several months that are over can be released at once; the layer is chosen before the first and stays.
   * @param {string[]} months
   * @param {string} last
   */
  choices(months, last) {
    const { layers } = this;
    return html` ${
      this.releases.months.length > 0
        ? null
        : html`<label class="field"
            ><span class="field-name">${t.layer}</span
            ><select
              name="layer"
              @change=${(event) => {
                this.layer = event.target.value;
              }}
            >
              ${layers.map(({ key, name }) => html`<option value=${key} ?selected=${key === this.by}>${name}</option>`)}</select
            ><span class="field-hint">${t.layerHint}</span></label
          >`
    }
    ${
      months.length < 2
        ? null
        : html`<label class="field"
            ><span class="field-name">${t.until}</span
            ><select
              name="until"
              @change=${(event) => {
                this.until = event.target.value;
              }}
            >
              ${months.map((one) => html`<option value=${one} ?selected=${one === last}>${monthText(one)}</option>`)}
            </select></label
          >`
    }`;
  }

  /** What the preview answers is drawn as directors would see it. */
  shown({ month, layerName, areas, kinds }) {
    const { shown, bounded, hidden } = standingOf([...areas, ...kinds]);
    return html`<p class="told-first">${t.wouldShow(monthText(month.month), shown, bounded, hidden)}</p>
      <p class="note">${t.cells(month.figures, month.hidden)}</p>
      ${[
        [layerName, areas],
        [t.kind, kinds],
      ].map(
        ([heading, figures]) =>
          html`<details class="numbers-below">
            <summary>${t.look(heading)}</summary>
            <table class="figures-table">
              <thead>
                <tr>
                  <th scope="col">${heading}</th>
                  <th scope="col" class="number">${words.figures.matters}</th>
                </tr>
              </thead>
              <tbody>
                ${figures.map(
                  (one) =>
                    html`<tr class="is-${one.state}">
                      <th scope="row">${one.name || one.key || t.rest}</th>
                      <td class="number">${one.state === 'hidden' ? icon('shield') : null}${figureText(one)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </details>`,
      )}`;
  }

  list() {
    const { months } = this.releases;
    if (months.length === 0) return html`<p class="note">${t.none}</p>`;
    return html`<table class="figures-table">
      <caption class="visually-hidden">
        ${t.listTitle}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.month}</th>
          <th scope="col" class="number">${words.figures.matters}</th>
          <th scope="col" class="number">${t.hidden}</th>
        </tr>
      </thead>
      <tbody>
        ${months
          .slice()
          .sort((a, b) => (a.month < b.month ? 1 : -1))
          .map(
            (one) =>
              html`<tr>
                <th scope="row">
                  ${monthText(one.month)}<span class="area-detail">${t.madeBy(momentText(one.madeAt), one.by ?? '')}</span>
                </th>
                <td class="number">${one.matters === null ? words.figures.states.hidden : countText(one.matters)}</td>
                <td class="number">${t.of(one.hidden, one.figures)}</td>
              </tr>`,
          )}
      </tbody>
    </table>`;
  }

  dialog(month) {
    return html`<tm-dialog
      heading=${t.ask(monthsText(this.releases.next.month, month))}
      action=${t.publishNow}
      danger
      .busy=${this.isSending}
      .content=${html`<p>${t.cannot}</p>
        <p>${t.kept}</p>`}
      @act=${() => this.publish(month)}
      @closed=${() => {
        this.isAsked = false;
      }}
    ></tm-dialog>`;
  }

  /** @param {string} month */
  async publish(month) {
    this.isSending = true;
    this.failed = '';
    try {
      const first = this.releases.next.month;
      await api.release({ month, layer: this.by });
      toast(t.done(monthsText(first, month)));
      this.dispatchEvent(new CustomEvent('made', { bubbles: true }));
    } catch (error) {
      this.failed = sentenceOf(error);
    }
    this.isSending = false;
    /** @type {any} */ (this.querySelector('tm-dialog'))?.close();
  }
}
customElements.define('tm-releases', Releases);
