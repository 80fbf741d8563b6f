import type { FieldFault } from '../../domain/kernel/field-fault.js';
import type { ImportedRow, ImportOptions, OpenedFile } from './imports.js';

/** Rows that are only read again. */
export interface StoredRows {
  /** The last line of them. */
  readonly line: number;
  /** The lines from one to another, both included, that were not imported. */
  readonly errorsIn: (from: number, to: number) => Promise<ReadonlySet<number>>;
  /** Called after each batch of them. If it throws, the import ends. */
  readonly recalled: () => Promise<void>;
}

/** A file of books on its way into the catalogue. */
export interface BookFile {
  readonly content: AsyncIterable<Uint8Array>;
  readonly options: ImportOptions;
  /** The rows that an earlier run has stored; undefined for a file from the beginning. */
  readonly after: StoredRows | undefined;
  /** Called once, before the first row is stored. */
  readonly begin: (opened: OpenedFile) => Promise<void>;
  /**
   * Called with the rows of each batch: in the transaction that stores them, or, in a dry run, in one of its own. If it
   * throws, the batch is not stored, and the import ends.
   */
  readonly keep: (rows: readonly ImportedRow[]) => Promise<void>;
  /** Ends the import before the next batch, with its reason as the error. */
  readonly stop: AbortSignal;
}

/** The catalogue takes in files of books. */
export interface BookFiles {
  /** The programs whose files are known. */
  readonly programs: readonly string[];
  /** @throws Refusal `imports.options_invalid` with the faults of the options */
  check(options: ImportOptions): void;
  /** @throws UnreadableFile before the first row is stored */
  takeIn(file: BookFile): Promise<void>;
}
export const BookFiles = Symbol('imports.BookFiles');

/** A file that cannot be imported. */
export class UnreadableFile extends Error {
  constructor(readonly fault: FieldFault) {
    super('The file cannot be read.');
    this.name = 'UnreadableFile';
  }
}
