import { html, svg } from 'lit';
import { showArea } from '../../core/actions.js';
import { api } from '../../core/api.js';
import { words } from '../../core/words.js';
import { colourBy, forgetFile } from './placing.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';
import { message } from '../../parts/message.js';
import { fillIndex } from '../../pure/colours.js';
import { countText, shareText } from '../../pure/format.js';
import { sorted } from '../../pure/table.js';

const FIRST = 200;

/** Step four: how many rows fell where, which were not placed and why, and the file to take away. */
class FileResult extends StateElement {
  static properties = { order: { state: true }, down: { state: true } };

  get keys() {
    return ['file', 'dots'];
  }

  constructor() {
    super();
    this.order = 'rows';
    this.down = true;
  }

  render() {
    const t = words.file,
      { summary, id, layer, pointsProblem } = this.state.file,
      { dots } = this.state;
    if (!summary) return null;
    const unplaced = summary.noCoordinates + summary.badCoordinates;
    return html` <div class="result">
      <dl class="totals">
        ${this.total(t.totals.placed, summary.placed, summary.rows)}${this.total(t.totals.edge, summary.edge, summary.rows, 'warning')}
        ${this.total(t.totals.outside, summary.outside, summary.rows)}${this.total(
          t.totals.unplaced,
          unplaced,
          summary.rows,
          unplaced > 0 ? 'danger' : '',
        )}
      </dl>
      <a class="button primary wide" href=${api.resultUrl(id)} download>${icon('download')}${t.download}</a>
      ${(summary.warnings ?? []).map(
        (warning) => html`<p class="callout warning">${icon('warning')}<span lang="en" dir="auto">${warning}</span></p>`,
      )}
      ${
        pointsProblem
          ? html`<p class="callout danger">${icon('warning')}<span>${t.pointsFailed}. ${message(pointsProblem)}</span></p>`
          : null
      }
      ${dots && dots.count < summary.rows - unplaced ? html`<p class="note">${t.sample(dots.count, summary.rows)}</p>` : null}
      <label class="field"
        ><span class="field-name">${t.colourBy}</span>
        <select @change=${(event) => colourBy(event.target.value)}>
          ${summary.layers.map((one) => html`<option value=${one.layer} ?selected=${one.layer === layer}>${one.name}</option>`)}
        </select></label
      >
      ${this.counts(summary.layers.find((one) => one.layer === layer) ?? summary.layers[0], summary)} ${this.unplaced(summary, unplaced)}
      <div class="step-actions"><button type="button" class="button" @click=${forgetFile}>${t.another}</button></div>
    </div>`;
  }

  total(name, count, all, kind = '') {
    return html`<div class="total ${kind}">
      <dt>${name}</dt>
      <dd><strong>${countText(count)}</strong> <span>${shareText(count, all)}</span></dd>
    </div>`;
  }

  counts(layer, summary) {
    const t = words.file;
    if (!layer) return null;
    const rows = sorted(layer.counts, this.order === 'rows' ? (row) => row.rows : (row) => row.name ?? row.code, this.down);
    const most = Math.max(1, ...layer.counts.map((row) => row.rows));
    const codes = this.state.dots?.layer === layer.layer ? new Map(this.state.dots.codes.map((code, i) => [code, i])) : null;
    const head = (key, name, numeric) =>
      html`<th
        scope="col"
        class=${numeric ? 'number' : ''}
        aria-sort=${this.order === key ? (this.down ? 'descending' : 'ascending') : 'none'}
      >
        <button type="button" class="sort" @click=${() => this.sort(key)}>
          ${name}${this.order === key ? icon(this.down ? 'down' : 'up') : null}
        </button>
      </th>`;
    return html` <table class="counts">
        <caption class="visually-hidden">
          ${t.countsTitle(layer.name)}
        </caption>
        <thead>
          <tr>
            ${head('name', t.area, false)}${head('rows', t.count, true)}
            <th scope="col" class="number share">${t.share}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, FIRST).map(
            (row) =>
              html`<tr>
                <th scope="row">
                  <button
                    type="button"
                    class="area-row"
                    @click=${() => showArea({ layer: layer.layer, code: row.code }, row.name ?? row.code)}
                  >
                    ${codes ? html`<span class="swatch d${fillIndex(codes.get(row.code) ?? 0)}"></span>` : null}<span class="area-name"
                      >${row.name ?? row.code}</span
                    >
                  </button>
                </th>
                <td class="number">${countText(row.rows)}</td>
                <td class="number share">
                  ${shareText(row.rows, summary.rows)}<svg
                    class="bar-cell"
                    aria-hidden="true"
                    preserveAspectRatio="none"
                    viewBox="0 0 100 1"
                  >
                    ${svg`<rect width=${(100 * row.rows) / most} height="1"/>`}
                  </svg>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${rows.length > FIRST ? html`<p class="note">${words.layers.more(FIRST, rows.length)}</p>` : null}`;
  }

  unplaced(summary, count) {
    const t = words.file,
      all = summary.unplacedCount ?? Math.max(count, summary.unplaced.length);
    if (summary.unplaced.length === 0) return html`<p class="callout accent">${icon('check')}<span>${t.allPlaced}</span></p>`;
    return html`<details class="unplaced" ?open=${summary.unplaced.length <= 20}>
      <summary>${t.unplacedTitle(all)}</summary>
      ${all > FIRST ? html`<p class="note">${t.unplacedFirst(Math.min(FIRST, summary.unplaced.length), all)}</p>` : null}
      <ul>
        ${summary.unplaced
          .slice(0, FIRST)
          .map(
            (row) =>
              html`<li>
                <span class="unplaced-line">${t.line(row.line)}</span><span lang="en" dir="auto">${row.why}</span
                ><span class="unplaced-text">${row.text}</span>
              </li>`,
          )}
      </ul>
    </details>`;
  }

  sort(key) {
    this.down = this.order === key ? !this.down : key === 'rows';
    this.order = key;
  }
}
customElements.define('tm-file-result', FileResult);
