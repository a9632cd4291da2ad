import { DomUtil, Layer, Point, setOptions } from 'leaflet';
import { worldX, worldY } from '../pure/mercator.js';

/**
 * A sheet of canvas over the map, larger than the screen by `padding` on each side, that moves and scales with the map and is
 * drawn anew only when the view leaves it, the zoom changes, or somebody asks. Several lie on each other; one that holds nothing takes
 * no memory.
 * @typedef {object} Frame what a drawing is made for
 * @property {CanvasRenderingContext2D} ctx cleared; one unit is one CSS pixel, (0,0) the sheet's top left
 * @property {number} scale screen pixels per world pixel
 * @property {number} left @property {number} top of the sheet, screen pixels at this zoom
 * @property {number} width @property {number} height CSS pixels
 * @property {number} zoom @property {number} ratio device pixels per CSS pixel
 */
const made = Layer.extend({
  options: { padding: 0.5, pane: 'overlayPane', className: '', holds: () => true },

  /** @param {(frame: Frame) => void} draw @param {object} options */
  initialize(draw, options) {
    this._draw = draw;
    setOptions(this, options);
  },

  onAdd(map) {
    this._canvas = DomUtil.create('canvas', `sheet leaflet-zoom-animated ${this.options.className}`, this.getPane());
    this._canvas.setAttribute('aria-hidden', 'true');
    this._ctx = this._canvas.getContext('2d');
    this._drawNow();
  },

  onRemove() {
    this._asked = false;
    this._wait();
    this._canvas.remove();
  },

  getEvents() {
    return {
      viewreset: this._drawNow,
      moveend: this._settle,
      resize: this._drawNow,
      movestart: this._wait,
      move: this._follow,
      zoom: this._scale,
      zoomanim: this._animate,
    };
  },

  /** Asks for a new drawing with one of the next frames; asking twice draws once. */
  redraw() {
    if (this._asked || !this._map) return;
    this._asked = true;
    inTurn(this);
  },

  _drawNow() {
    if (!this._map || this._map._animatingZoom) return;
    this._asked = false;
    this._wait();
    if (!this.options.holds()) {
      this._clear();
      return;
    }
    const map = this._map,
      size = map.getSize(),
      padding = this.options.padding;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const width = Math.round(size.x * (1 + 2 * padding)),
      height = Math.round(size.y * (1 + 2 * padding));
    const corner = map.containerPointToLayerPoint([-Math.round(size.x * padding), -Math.round(size.y * padding)]).round();
    if (this._canvas.width !== width * ratio || this._canvas.height !== height * ratio) {
      this._canvas.width = width * ratio;
      this._canvas.height = height * ratio;
      this._canvas.style.width = `${width}px`;
      this._canvas.style.height = `${height}px`;
    }
    DomUtil.setTransform(this._canvas, corner, 1);
    const zoom = map.getZoom(),
      origin = map.getPixelOrigin();
    this._drawn = { zoom, left: origin.x + corner.x, top: origin.y + corner.y, width, height };
    const ctx = this._ctx;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this._canvas.width, this._canvas.height);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this._draw({ ctx, scale: 2 ** zoom, ratio, ...this._drawn });
  },

  _clear() {
    this._drawn = null;
    this._canvas.width = this._canvas.height = 0;
  },

  /**
   * After a move: nothing while enough is drawn beyond the screen; else a new drawing when the page is idle, so that the next drag is not
   * held up.
   */
  _settle() {
    if (!this._drawn || this._map.getZoom() !== this._drawn.zoom) {
      this._drawNow();
      return;
    }
    const { x, y } = this._map.getSize(),
      padding = this.options.padding / 2;
    if (this._slack() < Math.min(x, y) * padding)
      this._idle ||= whenIdle(() => {
        this._idle = 0;
        this._drawNow();
      });
  },

  _wait() {
    if (this._idle) {
      cancelIdle(this._idle);
      this._idle = 0;
    }
  },

  /** Pixels drawn beyond the screen on the side where they are fewest; negative when the screen shows what is not drawn. */
  _slack() {
    const shown = this._map.getPixelBounds(),
      { left, top, width, height } = this._drawn;
    return Math.min(shown.min.x - left, shown.min.y - top, left + width - shown.max.x, top + height - shown.max.y);
  },

  /** While dragging: nothing to do until the screen would show what is not drawn. */
  _follow() {
    if (!this._drawn || this._map._animatingZoom || this._map.getZoom() !== this._drawn.zoom) return;
    if (this._slack() < 0) this.redraw();
  },

  _scale() {
    this._place(this._map.getCenter(), this._map.getZoom());
  },
  _animate({ center, zoom }) {
    this._place(center, zoom);
  },

  /** Puts the drawing where it belongs at another zoom, scaled. */
  _place(center, zoom) {
    if (!this._drawn) return;
    const map = this._map,
      scale = 2 ** (zoom - this._drawn.zoom);
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(DomUtil.getPosition(map.getPanes().mapPane)).round();
    DomUtil.setTransform(this._canvas, new Point(this._drawn.left * scale - origin.x, this._drawn.top * scale - origin.y), scale);
  },
});

/** @typedef {import('leaflet').Layer & {redraw(): void}} SheetLayer */
export const Sheet =
  /** @type {new (draw: (frame: Frame) => void, options: import('leaflet').LayerOptions & {holds: () => boolean}) => SheetLayer} */ (
    /** @type {unknown} */ (made)
  );

/** Each frame draws one sheet of those that asked, the first that asked first: together they would hold the page up. @type {any[]} */
const turns = [];

function inTurn(sheet) {
  turns.push(sheet);
  if (turns.length === 1) requestAnimationFrame(drawNext);
}

function drawNext() {
  const sheet = turns.find((one) => one._asked);
  if (sheet) sheet._drawNow();
  turns.splice(0, turns.length, ...turns.filter((one) => one._asked));
  if (turns.length > 0) requestAnimationFrame(drawNext);
}

const whenIdle = (act) => ('requestIdleCallback' in globalThis ? requestIdleCallback(act, { timeout: 600 }) : setTimeout(act, 120));
const cancelIdle = (id) => ('cancelIdleCallback' in globalThis ? cancelIdleCallback(id) : clearTimeout(id));

/** @param {import('leaflet').LatLng} place @returns {[number, number]} world pixels */
export const worldOf = (place) => [worldX(place.lng), worldY(place.lat)];
