import type { ImportStatus, RowOutcome } from '../../../../application/imports/imports.js';

/** The texts of the pages for imports in one language. */
export interface ImportWords {
  readonly title: string;
  readonly lead: string;
  readonly signOut: string;
  readonly onlyStaff: string;
  readonly file: string;
  readonly fileHint: string;
  readonly from: string;
  readonly noProgram: string;
  readonly columns: string;
  readonly columnsHint: string;
  readonly more: string;
  readonly delimiter: string;
  readonly encoding: string;
  readonly found: string;
  readonly names: string;
  readonly namesOrders: Readonly<Record<'' | 'inverted' | 'direct', string>>;
  readonly namesSeparator: string;
  readonly copies: string;
  readonly dryRun: string;
  readonly submit: string;
  readonly latest: string;
  readonly none: string;
  readonly sent: string;
  readonly status: string;
  readonly statuses: Readonly<Record<ImportStatus, string>>;
  readonly isDry: string;
  readonly outcomes: Readonly<Record<RowOutcome, string>>;
  readonly newCopies: string;
  readonly progress: (line: number, lines: number) => string;
  readonly cancel: string;
  readonly firstRows: string;
  readonly rows: string;
  readonly all: string;
  readonly line: string;
  readonly outcome: string;
  readonly bookTitle: string;
  readonly reason: string;
  readonly next: string;
  readonly noRows: string;
  readonly removed: string;
  readonly back: string;
}
