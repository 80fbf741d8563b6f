import type { FileForm } from './columns.js';
import type { ImportRow } from '../import-row.js';

/** A file of rows whose encoding and length are known. */
export interface ImportFile {
  readonly encoding: string;
  /** Encoding of the lines that are not valid in `encoding`. */
  readonly spare?: string;
  readonly lines: number;
  /**
   * The rows after the header. They are read lazily, and the caller must iterate to the end. Each call begins anew.
   * @throws ImportFault if the header cannot be read, or a column is missing or duplicate
   */
  rows(): Promise<AsyncIterable<ImportRow>>;
}

/** Files of rows on the disk. */
export interface ImportFiles {
  /**
   * Reads a file once to find its encoding and its length.
   * @throws ImportFault with the reason why the file cannot be read, or that its encoding is not clear
   */
  open(path: string, form: FileForm): Promise<ImportFile>;
}
export const ImportFiles = Symbol('catalogue.ImportFiles');
