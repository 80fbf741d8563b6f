/** The separators of cells that are looked for. */
const delimiters = [',', ';', '\t', '|'] as const;

/** The separator that a spreadsheet is told in the first line: `sep=;`. */
export function delimiterHint(line: string): string | undefined {
  return /^"?sep=([^\w\s"]|\t)"?$/i.exec(line.replace(/(?<![\r\n ])[\r\n ]+$/, ''))?.[1];
}

/**
 * The separator of a header: with it, most of the wanted columns are found, and of several separators, it makes the most
 * cells.
 */
export function delimiterOf(header: string, wanted: ReadonlySet<string>): string {
  const [best] = delimiters
    .map((delimiter) => {
      const cells = cellsOf(header, delimiter);
      return { delimiter, found: cells.filter((cell) => wanted.has(cell)).length, cells: cells.length };
    })
    .toSorted((one, other) => other.found - one.found || other.cells - one.cells);
  return best?.delimiter ?? ',';
}

/** Cells of a line with the quotes removed, as far as they can be told from one line. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells.map((cell) => cell.trim());
}
