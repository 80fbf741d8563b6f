import type { ImportField, ImportRow } from '../import-row.js';

/** How a file writes names. */
export type NamesForm = NonNullable<Extract<ImportRow, { cells: unknown }>['names']>;

/** The columns that can contain a field. */
export interface Column {
  /** The first one with a text in the row counts. */
  readonly headers: readonly string[];
  /** The texts of all these columns count, each in a line of its own. */
  readonly all?: true;
  /** Headers in other capitals count as well. */
  readonly anyCase?: true;
  /** A file may lack these columns. */
  readonly optional?: true;
}

/** Field of a book or a copy → its columns. */
export type Columns = ReadonlyMap<ImportField, Column>;

/** What is known of the files of a program. */
export interface FileForm {
  readonly columns: Columns;
  readonly names?: NamesForm;
  /** The separator of cells; without it, it is found. */
  readonly delimiter?: string;
  /** The WHATWG name of the encoding; without it, it is found. */
  readonly encoding?: string;
  /** Texts that stand for an empty cell. */
  readonly blanks?: readonly string[];
  /** Rows with another text in this column are no books. */
  readonly only?: { readonly header: string; readonly text: string };
  /** Fields that end as on a catalogue card, with the mark that leads to the next field: `Emma /`. */
  readonly cards?: readonly ImportField[];
}
