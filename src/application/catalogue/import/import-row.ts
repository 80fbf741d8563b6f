import type { BookDetails } from '../../../domain/catalogue/book.js';
import type { Sentence } from '../../../domain/kernel/sentence.js';
import type { NamesForm } from '../../../domain/catalogue/free-text/names.js';

/** What a column can say of a copy, or of the number of copies. A row stands for a copy or for a book. */
const copyFields = ['barcode', 'call_number', 'shelf', 'kind', 'copies'] as const;

/** The details of a copy that a column can contain, beside its barcode. */
export type CopyColumn = 'kind' | 'callNumber' | 'shelf';

/** The details of a book that a column can contain. */
const bookFields = [
  'title',
  'subtitle',
  'contributors',
  'isbn',
  'publisher',
  'year',
  'language',
  'subjects',
  'description',
] as const satisfies readonly (keyof BookDetails)[];
export type BookColumn = (typeof bookFields)[number];

export type ImportField = BookColumn | (typeof copyFields)[number];
export const importFields: readonly ImportField[] = [...bookFields, ...copyFields];

/** The cells of a row by field, unchanged from the file. An empty cell means no value. */
export type ImportCells = Readonly<Partial<Record<ImportField, string>>>;

/** A change or omission in a row that its sender should know of. */
export interface ImportNote extends Sentence {
  readonly kind:
    | 'quotes kept'
    | 'encoding mixed'
    | 'ISBN repaired'
    | 'ISBN taken'
    | 'ISBN left out'
    | 'year taken'
    | 'year left out'
    | 'language taken'
    | 'language left out'
    | 'names in doubt'
    | 'text left out'
    | 'barcode left out'
    | 'kind left out'
    | 'copies left out'
    | 'not as in an earlier row';
}

/** A row of a file, or the fault of a row that could not be read. */
export type ImportRow = {
  /** Line of the file on which the row begins; the first line is 1. */
  readonly line: number;
} & (
  | {
      readonly cells: ImportCells;
      readonly notes: readonly ImportNote[];
      /** How the file writes names; without it, in the order in which they are spoken. */
      readonly names?: NamesForm;
    }
  | { readonly fault: Sentence }
);
