import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import type { ImportOutcome } from '../../../application/catalogue/import/import-outcome.js';

/** A report file with a line for each imported row. */
export interface ImportReport {
  add(outcome: ImportOutcome): Promise<void>;
  close(): Promise<void>;
}

const columns = ['line', 'outcome', 'reason', 'notes', 'isbn', 'title', 'copies', 'book_id'];

/**
 * How the report opens in a spreadsheet. The byte order mark says that it is UTF-8. Each cell is in quotation marks, and
 * one that begins like a formula gets an apostrophe (OWASP, CSV injection).
 */
const form = { header: true, columns, bom: true, quoted: true, escape_formulas: true };

/**
 * Creates a report, and overwrites an existing one.
 * @throws Error if the file cannot be written, or is the import file itself
 */
export async function openReport(path: string, source: string): Promise<ImportReport> {
  const existing = await realpath(path).catch(() => undefined);
  if (existing === (await realpath(source))) throw new Error('--report: this is the file to import.');
  const file = createWriteStream(path);
  await once(file, 'open');
  const rows = stringify(form);
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

function cellsOf({ reasons, notes, ...row }: ImportOutcome): unknown[] {
  const [why, texts] = [reasons, notes].map((all) => all.map(inEnglish).join(' '));
  const { line, outcome, isbn13, title, copies, bookId } = row;
  return [line, outcome, why, texts, isbn13, title, copies, bookId];
}
