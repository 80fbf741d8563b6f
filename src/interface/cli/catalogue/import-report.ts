import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ImportOutcome } from '../../../application/catalogue/import/import-outcome.js';

/** A file with a line for each row of an import. */
export interface ImportReport {
  add(outcome: ImportOutcome): Promise<void>;
  close(): Promise<void>;
}

const columns = ['line', 'outcome', 'reason', 'notes', 'isbn', 'title', 'book_id'];

/**
 * Begins a report, in the place of an older one. What a spreadsheet would take for a formula is marked as text.
 * @throws Error when the file cannot be written, or is the very file that is imported
 */
export async function openReport(path: string, source: string): Promise<ImportReport> {
  const existing = await realpath(path).catch(() => undefined);
  if (existing === (await realpath(source))) throw new Error('--report: this is the file to import.');
  const file = createWriteStream(path);
  await once(file, 'open');
  const rows = stringify({ header: true, columns, escape_formulas: true });
  const written = pipeline(rows, file);
  // A full disk is told to whoever adds or closes next; until then it is nobody's unhandled rejection.
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
