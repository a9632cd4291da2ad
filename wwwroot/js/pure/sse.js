/** Reads server-sent events from pieces of text that may break anywhere. Feed it, take the events that are whole.
 * @returns {(piece: string) => {event: string, data: string, id: string | null}[]} */
export function eventReader() {
  let kept = '',
    event = '',
    id = null,
    lines = [];
  return (piece) => {
    const events = [];
    kept += piece;
    for (let end = lineEnd(kept); end !== null; end = lineEnd(kept)) {
      const line = kept.slice(0, end.at);
      kept = kept.slice(end.at + end.length);
      if (line === '') {
        if (lines.length > 0) events.push({ event: event || 'message', data: lines.join('\n'), id });
        event = '';
        lines = [];
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'event') event = value;
      else if (field === 'data') lines.push(value);
      else if (field === 'id') id = value;
    }
    return events;
  };
}

/** The first line end; a CR at the very end waits, for an LF may follow. */
function lineEnd(text) {
  const found = /\r\n|\n|\r(?=[^])/.exec(text);
  return found ? { at: found.index, length: found[0].length } : null;
}
