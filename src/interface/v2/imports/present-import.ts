import type { ImportedRow, ImportView } from '../../../application/imports/imports.js';
import { sayFault, type Wording } from '../../kernel/errors/sentences.js';
import { toId } from '../ids.js';
import type { Import, ImportRow } from './import-shapes.js';

export function presentImport(view: ImportView, wording: Wording): Import {
  const { id, state, fileName, size, options, lines, line, rows, copies, failure, createdBy } = view;
  const { created, updated, skipped, error } = rows;
  return {
    id: toId('import', id),
    state,
    fileName,
    size,
    dryRun: options.dryRun,
    lines,
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

export function presentImportRow(row: ImportedRow): ImportRow {
  const { line, outcome, reason, notes, isbn13, title, copies, bookId } = row;
  return {
    line,
    outcome,
    reason,
    notes: [...notes],
    isbn: isbn13,
    title,
    copies,
    bookId: bookId === null ? null : toId('book', bookId),
  };
}
