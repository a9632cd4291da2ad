/**
 * The answer of a job's points: columns one after another, little-endian.
 * uint32 n, then n float64 longitudes, n float64 latitudes, n int32 areas (-1 none), n int32 rows.
 * @param {ArrayBuffer} buffer
 * @returns {{count: number, lons: Float64Array, lats: Float64Array, areas: Int32Array, rows: Int32Array}}
 */
export function pointsOf(buffer) {
  const count = buffer.byteLength >= 4 ? new DataView(buffer).getUint32(0, true) : 0;
  if (buffer.byteLength < 4 + count * 24)
    throw new RangeError(`The points were cut short: ${count} were announced, ${buffer.byteLength} bytes came.`);
  const slice = (from, bytes) => buffer.slice(from, from + bytes); // float64 columns do not start on a multiple of eight
  return {
    count,
    lons: new Float64Array(slice(4, count * 8)),
    lats: new Float64Array(slice(4 + count * 8, count * 8)),
    areas: new Int32Array(slice(4 + count * 16, count * 4)),
    rows: new Int32Array(slice(4 + count * 20, count * 4)),
  };
}
