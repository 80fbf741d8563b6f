import type { FileReading, ImportedRow, ImportView } from '../../../application/imports/imports.js';
import type { Sentence } from '../../../domain/kernel/sentence.js';
import { sayFault, saySentence, type Wording } from '../../kernel/errors/sentences.js';
import { toId } from '../ids.js';
import type { Import, ImportRow } from './import-shapes.js';
import type { ImportReading } from './reading-shapes.js';

export function presentImport(view: ImportView, wording: Wording): Import {
  const { id, status, fileName, size, options, lines, reading, line, rows, copies, failure, createdBy } =
    view;
  const { created, updated, skipped, error } = rows;
  return {
    id: toId('import', id),
    status,
    fileName,
    size,
    dryRun: options.dryRun,
    lines,
    reading: reading && presentReading(reading),
    line,
    rows: { created, updated, skipped, error },
    copies,
    failure: failure && sayFault(wording, 'file', failure),
    createdBy: toId('patron', createdBy),
    createdAt: view.createdAt.toISOString(),
    startedAt: view.startedAt?.toISOString() ?? null,
    endedAt: view.endedAt?.toISOString() ?? null,
    expiresAt: view.expiresAt.toISOString(),
  };
}

function presentReading({ encoding, otherEncoding, firstRows }: FileReading): ImportReading {
  const rows = firstRows.map(({ line, values }) => ({
    line,
    values: values.map(({ field, text }) => ({ field, text })),
  }));
  return { encoding, otherEncoding, firstRows: rows };
}

export function presentImportRow(row: ImportedRow, wording: Wording): ImportRow {
  const { line, outcome, reasons, notes, isbn13, title, copies, bookId } = row;
  const say = (sentence: Sentence) => saySentence(wording, sentence);
  return {
    line,
    outcome,
    reason: reasons.map(say).join(' '),
    notes: notes.map(say),
    isbn: isbn13,
    title,
    copies,
    bookId: bookId === null ? null : toId('book', bookId),
  };
}
