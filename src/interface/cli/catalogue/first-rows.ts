import type { ReadableRow } from '../../../application/catalogue/import/form/first-rows.js';

const textMax = 40;

/** Rows as a person can check them: whether the letters are right and each text stands in its field. */
export function showRows(rows: readonly ReadableRow[]): string {
  return ['The first rows as they are read:', ...rows.map(showRow)].join('\n');
}

function showRow(row: ReadableRow): string {
  const cells = Object.entries(row.cells).filter(([, text]) => text !== '');
  return `  line ${row.line}  ${cells.map(([field, text]) => `${field}: ${brief(text)}`).join(' | ')}`;
}

function brief(text: string): string {
  // A terminal obeys control characters.
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '\uFFFD');
  return line.length > textMax ? `${line.slice(0, textMax)}…` : line;
}
