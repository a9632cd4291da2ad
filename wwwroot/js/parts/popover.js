const GAP = 6,
  EDGE = 12;

/**
 * Puts an open popover beside what it belongs to: below, or above where there is more room, and never over the edge. On a phone the style
 * sheet has it at the bottom.
 * @param {HTMLElement} popover @param {Element} anchor @param {'start' | 'end' | 'middle'} [align] */
export function placeBeside(popover, anchor, align = 'end') {
  if (align !== 'middle' && window.matchMedia('(max-width: 759px)').matches) {
    popover.style.inset = popover.style.maxHeight = '';
    return;
  }
  const at = anchor.getBoundingClientRect(),
    { offsetWidth: width, offsetHeight: height } = popover;
  const below = window.innerHeight - at.bottom - GAP - EDGE,
    above = at.top - GAP - EDGE,
    goesUp = align === 'middle' ? above >= height || above > below : below < Math.min(height, 240) && above > below;
  const left = align === 'start' ? at.left : align === 'end' ? at.right - width : at.left + (at.width - width) / 2;
  popover.style.inset = 'auto';
  popover.style.left = `${Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - width - EDGE))}px`;
  popover.style.maxHeight = `${Math.max(160, goesUp ? above : below)}px`;
  popover.style.top = `${goesUp ? Math.max(EDGE, at.top - GAP - Math.min(height, above)) : at.bottom + GAP}px`;
}
