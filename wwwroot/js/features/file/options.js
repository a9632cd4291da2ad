import { html } from 'lit';
import { dayShown } from '../../core/selectors.js';
import { words } from '../../core/words.js';
import { goToStep, setOptions, startPlacing } from './placing.js';
import { StateElement } from '../../frame/element.js';
import { icon } from '../../parts/icons.js';
import { byCoarseness } from '../../pure/drawn.js';

const isMetres = (value) => Number.isFinite(Number(value)) && value !== '' && Number(value) >= 0;

/** Step two: which layers each row gets, and when a place counts as near a line. */
class FileOptions extends StateElement {
  static properties = { tried: { state: true } };

  get keys() {
    return ['file', 'layers', 'date'];
  }

  render() {
    const t = words.file,
      { options } = this.state.file;
    if (!options) return null;
    const layers = byCoarseness(this.state.layers.list).filter((layer) => layer.inForce);
    const bad =
      options.layers.length === 0 ? t.chooseLayer : !isMetres(options.positionError) || !isMetres(options.snap) ? t.badNumber : null;
    return html` <form
      class="step-form"
      novalidate
      @submit=${(event) => {
        event.preventDefault();
        this.tried = true;
        if (!bad) startPlacing();
      }}
    >
      <fieldset>
        <legend class="section-title">${t.layersTitle}</legend>
        ${layers.length === 0 ? html`<p class="note">${t.noLayers}</p>` : null}
        ${layers.map(
          (layer) =>
            html`<label class="tick"
              ><input
                type="checkbox"
                .checked=${options.layers.includes(layer.key)}
                @change=${(event) => this.choose(layer.key, event.target.checked, layers)}
              />
              <span>${layer.name}</span><span class="layer-meta">${words.layers.areas(layer.inForce?.areas ?? 0)}</span></label
            >`,
        )}
      </fieldset>
      <p class="note">${words.date.asOf(dayShown())}</p>
      <div class="field-grid">
        ${this.metres('positionError', t.error, t.errorHint, options)} ${this.metres('snap', t.snap, t.snapHint, options)}
      </div>
      ${this.tried && bad ? html`<p class="problem-text" role="alert">${bad}</p>` : null}
      <div class="step-actions">
        <button type="button" class="button" @click=${() => goToStep('columns')}>${t.back}</button>
        <button type="submit" class="button primary">${icon('upload')}${t.startShort}</button>
      </div>
    </form>`;
  }

  metres(key, name, hint, options) {
    return html`<label class="field"
      ><span class="field-name">${name}</span
      ><input
        type="text"
        inputmode="decimal"
        .value=${String(options[key])}
        @input=${(event) => setOptions({ [key]: event.target.value.trim() })}
      /><span class="field-hint">${hint}</span></label
    >`;
  }

  choose(key, on, layers) {
    const chosen = new Set(this.state.file.options.layers);
    if (on) chosen.add(key);
    else chosen.delete(key);
    setOptions({ layers: layers.map((layer) => layer.key).filter((other) => chosen.has(other)) });
  }
}
customElements.define('tm-file-options', FileOptions);
