import { html } from 'lit';
import { icon } from './icons.js';
import { frameAfter } from '../pure/frames.js';
import { words } from '../core/part-words.js';
import { PartElement } from './element.js';

const EACH = 900; // milliseconds that a picture stands

/**
 * Shows pictures one after the other, and says which is shown. Nothing moves before it is asked for, and nothing by itself for those who
 * want no motion: they step. Emits `go` {at}.
 */
class Player extends PartElement {
  static properties = {
    label: {},
    names: { attribute: false },
    details: { attribute: false },
    at: { type: Number },
    isPlaying: { state: true },
  };

  constructor() {
    super();
    this.label = '';
    /** @type {string[]} what each picture is called */ this.names = [];
    /** @type {string[]} what more is said of each */ this.details = [];
    this.at = 0;
    this.isPlaying = false;
    this.timer = 0;
    this.calm = window.matchMedia('(prefers-reduced-motion: reduce)');
    this.calmed = () => {
      this.pause();
      this.requestUpdate();
    };
    this.turned = () => {
      if (document.hidden) this.pause();
    };
  }

  connectedCallback() {
    super.connectedCallback();
    this.calm.addEventListener('change', this.calmed);
    document.addEventListener('visibilitychange', this.turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.pause();
    this.calm.removeEventListener('change', this.calmed);
    document.removeEventListener('visibilitychange', this.turned);
  }

  render() {
    const t = words.player,
      { at, names } = this,
      last = names.length - 1;
    return html`<div class="player" role="group" aria-label=${this.label}>
      <p class="player-now"><strong>${names[at] ?? ''}</strong><span class="note">${this.details[at] ?? ''}</span></p>
      <div class="player-keys">
        <button
          type="button"
          class="icon-button"
          aria-label=${t.before}
          title=${t.before}
          ?disabled=${at === 0}
          @click=${() => this.step(at - 1)}
        >
          ${icon('back')}
        </button>
        ${
          this.calm.matches
            ? null
            : html`<button type="button" class="button player-play" @click=${() => (this.isPlaying ? this.pause() : this.play())}>
                ${icon(this.isPlaying ? 'pause' : 'play')}${this.isPlaying ? t.pause : t.play}
              </button>`
        }
        <button
          type="button"
          class="icon-button"
          aria-label=${t.after}
          title=${t.after}
          ?disabled=${at === last}
          @click=${() => this.step(at + 1)}
        >
          ${icon('next')}
        </button>
        <input
          type="range"
          min="0"
          max=${last}
          step="1"
          .value=${String(at)}
          aria-label=${t.slider}
          aria-valuetext=${this.said()}
          @input=${(event) => this.step(Number(event.target.value))}
        />
      </div>
      ${this.calm.matches ? html`<p class="note">${t.calm}</p>` : null}
      <p class="visually-hidden" role="status">${this.isPlaying ? '' : this.said()}</p>
    </div>`;
  }

  said() {
    return [this.names[this.at], this.details[this.at]].filter(Boolean).join(': ');
  }

  step(at) {
    this.pause();
    this.goTo(at);
  }

  goTo(at) {
    this.at = Math.max(0, Math.min(this.names.length - 1, at));
    this.emit('go', { at: this.at });
  }

  play() {
    this.isPlaying = true;
    if (frameAfter(this.at, this.names.length) === null) this.goTo(0);
    this.timer = setInterval(() => {
      const next = frameAfter(this.at, this.names.length);
      if (next !== null) this.goTo(next);
      if (next === null || frameAfter(next, this.names.length) === null) this.pause();
    }, EACH);
  }

  pause() {
    clearInterval(this.timer);
    this.isPlaying = false;
  }
}
customElements.define('tm-player', Player);
