import { html } from 'lit';
import { openItem } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { PARTS } from '../../core/changes.js';
import { readAgain, readOn } from '../../core/lists.js';
import { toast } from '../../core/notices.js';
import { sentenceOf } from '../../core/problems.js';
import { may } from '../../core/selectors.js';
import { words } from '../../core/words.js';
import { StateElement } from '../../frame/element.js';
import { backTo, countLine, factList, findBox, listHead, listOf, listRow } from '../../frame/list.js';
import { panelResource } from '../../frame/panel-resource.js';
import { icon } from '../../parts/icons.js';
import { empty, problem, skeleton } from '../../parts/states.js';
import { countText } from '../../pure/format.js';
import { agoText, momentText } from '../../pure/moments.js';
import { matching } from '../../pure/table.js';

const FIRST = 100;

/** Everything that was brought in: what came of it, its problems row by row, and the way back. */
class ImportsPanel extends StateElement {
  static properties = { asks: { state: true }, busy: { state: true }, wrong: { state: true } };

  get keys() {
    return ['lists', 'find', 'item', 'me'];
  }

  constructor() {
    super();
    this.asks = false;
    this.busy = false;
    /** @type {any} */ this.wrong = null;
    /** @type {import('../../core/resource.js').Resource<any>} */ this.opened = panelResource(this, [...PARTS]);
  }

  willUpdate() {
    const { item } = this.state;
    if (item === null || this.opened.key === item) return;
    Object.assign(this, { asks: false, wrong: null });
    this.opened.want(item, (signal) => api.importOf(item, signal), { keep: false });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.opened.clear();
  }

  render() {
    const t = words.imports,
      { lists, item, find } = this.state,
      list = lists.imports;
    if (item) return this.one();
    if (!list || (list.status === 'loading' && list.rows.length === 0)) return skeleton(t.loading);
    if (list.status === 'failed') return problem(t.failed, list.problem, () => readOn('imports'));
    if (list.rows.length === 0) return empty('upload', t.none, t.noneHint);
    const now = new Date(),
      found = matching(list.rows, find, (one) => `${one.id} ${one.kind} ${one.source} ${one.author} ${t.kinds[one.kind] ?? ''}`);
    return html` ${listHead(t.title, countLine(found.length, list.rows.length, t.count))} ${findBox(t.find)}
    ${
      found.length === 0
        ? html`<p class="note">${words.layers.noMatch(find)}</p>`
        : listOf(
            found.slice(0, FIRST).map((one) =>
              listRow({
                id: String(one.id),
                name: html`${t.kinds[one.kind] ?? one.kind} <span class="area-source">${one.source}</span>`,
                detail: `${one.author} · ${agoText(one.finishedAt, now)}`,
                side: this.standing(one),
                open: () => openItem(String(one.id)),
              }),
            ),
          )
    }
    ${found.length > FIRST ? html`<p class="note">${words.layers.more(FIRST, found.length)}</p>` : null}`;
  }

  standing(one) {
    const t = words.imports;
    if (one.state !== 'done') return html`<span class="chip quiet">${t.states[one.state] ?? one.state}</span>`;
    return one.problemCount > 0 ? html`<span class="chip warning">${t.problems(one.problemCount)}</span>` : t.rows(one.taken);
  }

  one() {
    const t = words.imports,
      { value: one, problem: wrong } = this.opened;
    if (wrong) return html`${backTo(t.back)}${problem(t.failed, wrong)}`;
    if (!one) return html`${backTo(t.back)}${skeleton(t.loading)}`;
    return html` ${backTo(t.back)}
      <p class="eyebrow">${t.number(one.id)}</p>
      <h2 class="item-title">${t.kinds[one.kind] ?? one.kind}</h2>
      <p>${one.sentence}</p>
      ${factList([
        [t.source, one.source],
        [t.by, one.author],
        [t.finished, momentText(one.finishedAt)],
        [t.read, countText(one.rows)],
        [t.taken, countText(one.taken)],
      ])}
      ${
        one.state === 'done' && may('import')
          ? this.undo(one)
          : one.state === 'done'
            ? null
            : html`<p class="callout">${icon('info')}<span>${t.stateSentence[one.state]}</span></p>`
      }
      ${
        one.problems?.length
          ? html`<h3 class="section-title">${one.problemCount > 0 ? t.problemTitle(one.problemCount) : t.notes}</h3>
              ${
                one.problems.length < one.problemCount
                  ? html`<p class="note">${words.list.first(countText(one.problems.length), countText(one.problemCount))}</p>`
                  : null
              }
              <ol class="unplaced">
                ${one.problems.map(
                  (row) =>
                    html`<li>
                      <span class="unplaced-line">${row.line ? words.file.line(row.line) : ''}</span
                      ><span>${row.column ? html`<strong>${row.column}:</strong> ` : null}${row.sentence}</span>
                    </li>`,
                )}
              </ol>`
          : null
      }`;
  }

  undo(one) {
    const t = words.imports;
    if (!this.asks)
      return html`<div class="actions">
        <button
          type="button"
          class="button"
          @click=${() => {
            this.asks = true;
          }}
        >
          ${icon('undo')}${t.undo}
        </button>
      </div>`;
    return html`<div class="callout warning" role="group" aria-label=${t.undo}>
      ${icon('warning')}
      <div>
        <strong>${t.undoAsk}</strong>
        <p>${t.undoExplain}</p>
        ${this.wrong ? html`<p class="problem-text" role="alert">${this.wrong}</p>` : null}
        <div class="actions">
          <button type="button" class="button danger" ?disabled=${this.busy} @click=${() => this.takeBack(one)}>${t.undoNow}</button
          ><button
            type="button"
            class="button"
            @click=${() => {
              this.asks = false;
            }}
          >
            ${t.keep}
          </button>
        </div>
      </div>
    </div>`;
  }

  async takeBack(one) {
    Object.assign(this, { busy: true, wrong: null });
    try {
      await api.undoImport(one.id);
      toast(words.imports.undone(one.id));
      this.asks = false;
      this.opened.again();
      await readAgain('imports');
    } catch (error) {
      this.wrong = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }
}
customElements.define('tm-imports', ImportsPanel);
