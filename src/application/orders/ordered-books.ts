/** A title that the catalogue does not have yet. */
export interface TitleToCome {
  readonly title: string;
  readonly isbn: string | null;
  readonly author: string | null;
}

/** What the copies of a delivery have in common. */
export interface Shelving {
  readonly kind: string;
  readonly callNumber: string | null;
  readonly shelf: string | null;
}

/** A copy that was received. */
export interface ReceivedCopy {
  readonly copyId: number;
  readonly barcode: string;
}

/** The catalogue, as orders need it. */
export interface OrderedBooks {
  /** Returns those of the books that exist. */
  known(bookIds: readonly number[]): Promise<ReadonlySet<number>>;
  /**
   * @param field the name of the field, for the refusal
   * @throws Refusal `catalogue.isbn_invalid`
   */
  refuseIsbn(isbn: string, field: string): void;
  /**
   * Returns the book of a title that has come: the one in the catalogue with its ISBN, or else a new brief record with
   * title, author and ISBN. Parallel calls with one ISBN return one book. Must run in a unit of work.
   */
  bookFor(title: TitleToCome): Promise<number>;
  /**
   * Adds copies to a book: with these barcodes, or this number of copies with new barcodes. Must run in a unit of work.
   * @throws Refusal `catalogue.book_not_found`, `catalogue.kind_unknown`, `catalogue.barcode_taken`
   */
  addCopies(
    bookId: number,
    shelving: Shelving,
    barcodes: readonly string[] | number,
  ): Promise<ReceivedCopy[]>;
}
export const OrderedBooks = Symbol('orders.OrderedBooks');
