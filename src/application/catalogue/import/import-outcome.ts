import { Refusal, type RefusalReason } from '../../../domain/kernel/refusal.js';
import type { Sentence } from '../../../domain/kernel/sentence.js';
import { beginningOf } from '../../../domain/kernel/text.js';
import { bounds } from '../catalogue-rules.js';
import { dryRunIds } from './catalogue-import.js';
import { addedBy, type Decision } from './import-batch.js';
import { oneLine } from './import-cell.js';
import type { RowFault } from './import-entry.js';
import type { ImportNote, ImportRow } from './import-row.js';

/** The outcome of one row. */
export interface ImportOutcome {
  readonly line: number;
  readonly outcome: 'created' | 'updated' | 'skipped' | 'error';
  /** For people: what was changed, why nothing was changed, or what the fault is. */
  readonly reasons: readonly Sentence[];
  readonly notes: readonly ImportNote[];
  /** Thirteen digits; null when the row has no valid ISBN, or was not imported. */
  readonly isbn13: string | null;
  readonly title: string | null;
  /** Number of copies that were added. */
  readonly copies: number;
  /** Null for an error, and for a new book in a dry run. */
  readonly bookId: number | null;
}

export function outcomeOf(row: ImportRow, result: Decision | RowFault): ImportOutcome {
  if ('fault' in result) return faultOutcome(row, result.fault);
  const { line, notes, isbn13, details } = result.entry;
  const bookId = result.book.id < dryRunIds ? result.book.id : null;
  const copies = addedBy(result.copies);
  return { line, ...verdict(result), notes, isbn13, title: details.title, copies, bookId };
}

/** The outcome of a row whose data the library could not store. */
export function unstorableOutcome(row: ImportRow, error: unknown): ImportOutcome {
  if (error instanceof Refusal) return faultOutcome(row, sentenceOf(error.reasons[0]));
  if (!(error instanceof Error)) return faultOutcome(row, { message: 'This row cannot be stored.' });
  return faultOutcome(row, {
    message: 'This row cannot be stored ({{name}}).',
    parameters: { name: error.name },
  });
}

/** With the title as it is in the file, so that the row can be found; of one that is too long, the beginning. */
function faultOutcome(row: ImportRow, reason: Sentence): ImportOutcome {
  const title = ('cells' in row && beginningOf(oneLine(row.cells.title ?? ''), bounds.title)) || null;
  return {
    line: row.line,
    outcome: 'error',
    reasons: [reason],
    notes: [],
    isbn13: null,
    title,
    copies: 0,
    bookId: null,
  };
}

const present = { message: 'The library has this book already.' };

function sentenceOf({ message, parameters }: RefusalReason): Sentence {
  return { message, ...(parameters && { parameters }) };
}

function verdict(decision: Decision): Pick<ImportOutcome, 'outcome' | 'reasons'> {
  const { changed, copies } = decision;
  if (!changed) return { outcome: 'created', reasons: [] };
  const [added, revised] = [addedBy(copies), copies.revised.length];
  const reasons = [
    ...(changed.length > 0 ? [{ message: 'Changed: {{fields}}.', parameters: { fields: changed } }] : []),
    ...(added > 0 ? [{ message: 'Copies added: {{number}}.', parameters: { number: added } }] : []),
    ...(revised > 0 ? [{ message: 'Copies changed: {{number}}.', parameters: { number: revised } }] : []),
  ];
  if (reasons.length === 0) return { outcome: 'skipped', reasons: [present] };
  return { outcome: 'updated', reasons };
}
