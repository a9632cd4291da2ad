/** Whether a file is of a wanted kind, as an input's accept attribute names kinds: ".csv", "image/*", "text/csv".
 * @param {{name: string, type: string}} file @param {string[]} kinds none: any @returns {boolean} */
export function isAccepted({ name, type }, kinds) {
  return (
    kinds.length === 0 ||
    kinds.some((kind) =>
      kind.startsWith('.')
        ? name.toLowerCase().endsWith(kind.toLowerCase())
        : kind.endsWith('/*')
          ? type.startsWith(kind.slice(0, -1))
          : type === kind,
    )
  );
}
