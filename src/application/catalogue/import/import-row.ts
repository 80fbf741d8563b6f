import type { BookDetails } from '../../../domain/catalogue/book.js';

/** What a column of a file can say of a book. The compiler finds a detail that is missing. */
const columns: Readonly<Record<keyof BookDetails, true>> = {
  title: true,
  subtitle: true,
  contributors: true,
  isbn: true,
  publisher: true,
  year: true,
  language: true,
  subjects: true,
  description: true,
};
export type ImportField = keyof BookDetails;
export const importFields = Object.keys(columns) as readonly ImportField[];

/** The cells of a row by what they say, as they stand in the file. An empty one says nothing. */
export type ImportCells = Readonly<Partial<Record<ImportField, string>>>;

/** Something that was done to a row on its way in, and that its sender should know. */
export interface ImportNote {
  readonly kind:
    | 'quotes kept'
    | 'ISBN repaired'
    | 'ISBN left out'
    | 'year left out'
    | 'language left out'
    | 'text left out';
  /** The whole sentence, with the value it is about. */
  readonly text: string;
}

/** A row of a file, or what is wrong with a place in the file where one should be. */
export type ImportRow = {
  /** Where it begins; the first line of a file is 1. */
  readonly line: number;
} & ({ readonly cells: ImportCells; readonly notes: readonly ImportNote[] } | { readonly fault: string });
