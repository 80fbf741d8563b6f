import type { ImportRow } from '../import-row.js';

const shown = 5;

/** The first rows that can be read, for a person to check them. */
export async function firstRows(rows: AsyncIterable<ImportRow>): Promise<readonly ReadableRow[]> {
  const found: ReadableRow[] = [];
  for await (const row of rows) {
    if ('fault' in row) continue;
    found.push(row);
    if (found.length === shown) break;
  }
  return found;
}

export type ReadableRow = Extract<ImportRow, { readonly cells: unknown }>;
