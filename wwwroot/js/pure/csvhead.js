/**
 * Cuts the head of a CSV to whole records, so that a guess is never made from half a row. Quotes are respected, and
 * CR-only, LF and CRLF line ends are known.
 * @param {Uint8Array<ArrayBuffer>} bytes the first bytes of the file
 * @param {boolean} whole whether they are the whole file (then nothing is cut)
 * @returns {Uint8Array<ArrayBuffer>} a view of the same bytes, ending after a line end; all of them when no record ends within
 */
export function wholeRecords(bytes, whole) {
  if (whole) return bytes;
  let quoted = false,
    end = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0x22) quoted = !quoted;
    else if (!quoted && (bytes[i] === 0x0a || (bytes[i] === 0x0d && i + 1 < bytes.length && bytes[i + 1] !== 0x0a))) end = i + 1;
  }
  return end > 0 ? bytes.subarray(0, end) : bytes;
}

/** @param {Uint8Array} bytes @returns {boolean} whether the file is gzip, by its first bytes and not by its name */
export const isGzip = (bytes) => bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Why a dropped file cannot be a table of places; null when it may be one.
 * @param {Uint8Array} bytes its head
 * @param {number} size
 * @returns {'empty' | 'archive' | 'pdf' | 'oldSheet' | 'json' | null}
 */
export function whyNotCsv(bytes, size) {
  if (size === 0) return 'empty';
  const starts = (...codes) => codes.every((code, i) => bytes[i] === code);
  if (starts(0x50, 0x4b, 3, 4)) return 'archive';
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'oldSheet';
  if (/^\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^\ufeff/, ''))) return 'json';
  return null;
}
