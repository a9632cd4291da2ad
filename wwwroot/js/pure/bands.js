/**
 * Zooms are gathered in bands, so that areas are fetched a few times and not at every step of the wheel.
 * The number asked for is the highest zoom of the band: lines are never coarser than the screen shows.
 */
const BANDS = [10, 12, 14, 16];

/** @param {number} zoom @returns {number | null} the zoom to ask areas for; null asks for full resolution */
export function bandOf(zoom) {
  return BANDS.find((band) => zoom <= band + 0.001) ?? null;
}
