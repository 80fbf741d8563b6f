import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ImportOutcome } from '../../../application/catalogue/import/import-outcome.js';

/** A report file with a line for each imported row. */
export interface ImportReport {
  add(outcome: ImportOutcome): Promise<void>;
  close(): Promise<void>;
}

const columns = ['line', 'outcome', 'reason', 'notes', 'isbn', 'title', 'book_id'];

/**
 * Creates a report, and overwrites an existing one. Cells that a spreadsheet would read as formulas are escaped.
 * @throws Error if the file cannot be written, or is the import file itself
 */
export async function openReport(path: string, source: string): Promise<ImportReport> {
  const existing = await realpath(path).catch(() => undefined);
  if (existing === (await realpath(source))) throw new Error('--report: this is the file to import.');
  const file = createWriteStream(path);
  await once(file, 'open');
  const rows = stringify({ header: true, columns, escape_formulas: true });
  const written = pipeline(rows, file);
  // A write error, such as a full disk, reaches the next `add` or `close`. Until then it must not be unhandled.
  written.catch(() => undefined);
  return {
    add: async (outcome) => {
      if (rows.destroyed || !rows.write(cellsOf(outcome))) await Promise.race([once(rows, 'drain'), written]);
    },
    close: () => {
      rows.end();
      return written;
    },
  };
}

function cellsOf({ line, outcome, reason, notes, isbn13, title, bookId }: ImportOutcome): unknown[] {
  return [line, outcome, reason, notes.map(({ text }) => text).join(' '), isbn13, title, bookId];
}
