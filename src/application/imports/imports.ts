import type { SignedIn } from '../kernel/request/caller.js';
import type { Slice, SliceRequest } from '../kernel/storage/slice.js';
import type { Sentence } from '../../domain/kernel/sentence.js';
import type { FieldFault } from '../../domain/kernel/field-fault.js';

/** How a file is to be read, and what is to be done with it. The names are those of the command. */
export interface ImportOptions {
  readonly columns?: readonly string[];
  readonly from?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly names?: string;
  readonly namesSeparator?: string;
  /** Number of copies of each new book whose row does not say it. */
  readonly copies: number;
  /** Report the outcomes and store nothing. */
  readonly dryRun: boolean;
}

export type ImportStatus = 'waiting' | 'running' | 'completed' | 'failed' | 'cancelled';

export const rowOutcomes = ['created', 'updated', 'skipped', 'error'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** What became of one row. */
export interface ImportedRow {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly reasons: readonly Sentence[];
  readonly notes: readonly Sentence[];
  readonly isbn13: string | null;
  readonly title: string | null;
  /** Number of copies that were added. */
  readonly copies: number;
  readonly bookId: number | null;
}

/** Who sent the file, and with which request. The import writes in their name. */
interface Sender {
  readonly caller: SignedIn;
  readonly requestId: string;
}

export interface NewImport extends Sender {
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  readonly options: ImportOptions;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** An import that a worker has taken. Only the last attempt may write. */
export interface TakenImport extends Sender {
  readonly id: number;
  readonly attempt: number;
  /** How often it was taken since it last came further. */
  readonly tries: number;
  /** The last line of the last stored batch; 0 before the first one. */
  readonly line: number;
  readonly options: ImportOptions;
}

/** How a file is read, so that a person can check it. */
export interface FileReading {
  readonly encoding: string;
  /** The encoding of the lines that are not valid in the first one; null if all are. */
  readonly otherEncoding: string | null;
  /** The first rows in a dry run, with their values by field; shortened. Otherwise none. */
  readonly firstRows: readonly FirstRow[];
}

interface FirstRow {
  readonly line: number;
  readonly values: readonly { readonly field: string; readonly text: string }[];
}

/** A file that was opened. */
export interface OpenedFile {
  readonly lines: number;
  readonly reading: FileReading;
}

/** The imports, for those who make and do them. Every method runs in a unit of work of its own, or joins one. */
export interface Imports {
  /** Stores a waiting import. Returns its id. */
  add(wish: NewImport): Promise<number>;
  addChunk(id: number, position: number, content: Uint8Array): Promise<void>;
  /**
   * The number of imports that are not over, with those that this unit of work has stored. Others that count wait until
   * it ends, so store the file before.
   */
  countOpen(): Promise<number>;
  /** Makes a worker look for imports once the unit of work is stored. Others that do so wait until then. */
  callWorker(): Promise<void>;
  /** Ends an import that is not over, and removes its file. False if it is. */
  cancel(id: number, at: Date): Promise<boolean>;
  /** The oldest import that nobody does, unless another one is being done. */
  take(now: Date, until: Date): Promise<TakenImport | undefined>;
  /** The content of the file, a chunk at a time. It ends early if the import does. */
  content(id: number): AsyncIterable<Uint8Array>;
  /** The lines of the rows that were not imported, from one line to another, both included. */
  errorsIn(id: number, from: number, to: number): Promise<ReadonlySet<number>>;
  /** Forgets rows, for a dry run that begins anew, and prolongs the lease. Returns the number of rows. */
  forgetRows(taken: TakenImport, limit: number, until: Date): Promise<number>;
  /** Each of these is false when the import was cancelled or taken by another worker: then nothing was written. */
  begin(taken: TakenImport, opened: OpenedFile, until: Date): Promise<boolean>;
  prolong(taken: TakenImport, until: Date): Promise<boolean>;
  keep(taken: TakenImport, rows: readonly ImportedRow[], until: Date): Promise<boolean>;
  /** This and a failure end the import, and remove its file. */
  complete(taken: TakenImport, at: Date): Promise<boolean>;
  fail(taken: TakenImport, failure: FieldFault, at: Date): Promise<boolean>;
  /** Gives the import back, so that another worker goes on with it at once. */
  release(taken: TakenImport): Promise<boolean>;
  /** Removes rows of an import that has expired, and with the last ones the import. False if none has expired. */
  removeExpired(now: Date, limit: number): Promise<boolean>;
}
export const Imports = Symbol('imports.Imports');

/** An import as others see it. */
export interface ImportView extends Pick<
  NewImport,
  'fileName' | 'size' | 'options' | 'createdAt' | 'expiresAt'
> {
  readonly id: number;
  readonly status: ImportStatus;
  readonly createdBy: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Lines of the file; null until it was opened. */
  readonly lines: number | null;
  /** Null until the file was opened. */
  readonly reading: FileReading | null;
  /** The last line of which the outcome is known. */
  readonly line: number;
  readonly rows: Readonly<Record<RowOutcome, number>>;
  /** Number of copies that were added. */
  readonly copies: number;
  /** Why it failed. */
  readonly failure: FieldFault | null;
}

/** Reads imports. */
export interface ImportQueries {
  view(id: number): Promise<ImportView | undefined>;
  /** The newest first. */
  list(slice: SliceRequest): Promise<Slice<ImportView>>;
  /** In the order of the file. */
  rows(id: number, outcome: RowOutcome | undefined, slice: SliceRequest): Promise<Slice<ImportedRow>>;
}
export const ImportQueries = Symbol('imports.ImportQueries');
