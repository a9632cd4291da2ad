import { radiusOf, shortCount } from '../../pure/clusters.js';

/** Draws clusters: a circle by the count with the count in it, and a dot for one alone. Larger ones lie below, so that none is hidden.
 * @param {import('../../map/sheet.js').Frame} frame
 * @param {import('../../pure/clusters.js').Cluster[]} points
 * @param {Record<string, any>} paint */
export function drawPoints(frame, points, paint) {
  const { ctx, scale, left, top, width, height } = frame;
  const seen = points
    .map((one) => ({ one, x: one.x * scale - left, y: one.y * scale - top, radius: radiusOf(one.n) }))
    .filter(({ x, y, radius }) => x > -radius && y > -radius && x < width + radius && y < height + radius)
    .sort((a, b) => b.radius - a.radius);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { one, x, y, radius } of seen) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, Math.PI * 2);
    ctx.fillStyle = one.n > 1 ? paint.cluster : paint.chosen;
    ctx.fill();
    ctx.lineWidth = one.n > 1 ? 1.5 : 2;
    ctx.strokeStyle = paint.highlightCasing;
    ctx.stroke();
    if (one.n <= 1) continue;
    const text = shortCount(one.n);
    ctx.font = `650 ${radius > 20 ? 13 : 11}px ${paint.family}`;
    ctx.fillStyle = paint.clusterInk;
    ctx.fillText(text, x, y + 0.5);
  }
}
