import { dryRunIds } from './catalogue-import.js';
import type { Decision } from './import-batch.js';
import type { ImportFault } from './import-entry.js';
import type { ImportNote } from './import-row.js';

/** The outcome of one row. */
export interface ImportOutcome {
  readonly line: number;
  readonly outcome: 'created' | 'updated' | 'skipped' | 'error';
  /** For people: what was changed, why nothing was changed, or what the fault is. */
  readonly reason: string;
  readonly notes: readonly ImportNote[];
  /** Thirteen digits; null when the row has no valid ISBN. */
  readonly isbn13: string | null;
  readonly title: string | null;
  /** Null for an error, and for a new book in a dry run. */
  readonly bookId: number | null;
}

export function faultOutcome({ line, fault }: ImportFault): ImportOutcome {
  return { line, outcome: 'error', reason: fault, notes: [], isbn13: null, title: null, bookId: null };
}

export function outcomeOf({ entry, book, changed }: Decision): ImportOutcome {
  const { line, notes, isbn13, details } = entry;
  const bookId = book.id < dryRunIds ? book.id : null;
  return { line, ...verdict(changed), notes, isbn13, title: details.title, bookId };
}

function verdict(changed: Decision['changed']): Pick<ImportOutcome, 'outcome' | 'reason'> {
  if (!changed) return { outcome: 'created', reason: '' };
  if (changed.length === 0) return { outcome: 'skipped', reason: 'The library has this book already.' };
  return { outcome: 'updated', reason: `Changed: ${changed.join(', ')}.` };
}
