import type { ImportRow } from '../../../application/catalogue/import/import-row.js';

const shown = 5;
const textMax = 40;

/** The first rows that can be read. */
export async function firstRows(rows: AsyncIterable<ImportRow>): Promise<readonly ImportRow[]> {
  const found: ImportRow[] = [];
  for await (const row of rows) {
    if ('fault' in row) continue;
    found.push(row);
    if (found.length === shown) break;
  }
  return found;
}

/** Rows as a person can check them: whether the letters are right and each text stands in its field. */
export function showRows(rows: readonly ImportRow[]): string {
  return ['The first rows as they are read:', ...rows.flatMap(showRow)].join('\n');
}

function showRow(row: ImportRow): string[] {
  if ('fault' in row) return [];
  const cells = Object.entries(row.cells).filter(([, text]) => text !== '');
  return [`  line ${row.line}  ${cells.map(([field, text]) => `${field}: ${brief(text)}`).join(' | ')}`];
}

function brief(text: string): string {
  // A terminal obeys control characters.
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '\uFFFD');
  return line.length > textMax ? `${line.slice(0, textMax)}…` : line;
}
