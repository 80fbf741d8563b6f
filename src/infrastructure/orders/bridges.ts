import { inject, injectable } from 'tsyringe';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { BookService } from '../../application/catalogue/book-service.js';
import { CopyRecordService } from '../../application/catalogue/copy-record-service.js';
import { isbnFault } from '../../application/catalogue/isbn-fault.js';
import { blankDetails } from '../../application/catalogue/views.js';
import type {
  OrderedBooks,
  ReceivedCopy,
  Shelving,
  TitleToCome,
} from '../../application/orders/ordered-books.js';
import { isbnInvalid } from '../../domain/kernel/new-copy.js';
import { bookNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';

/** Answered by the catalogue: which book is it, and what are its new copies? */
@injectable()
export class CatalogueBooks implements OrderedBooks {
  constructor(
    @inject(BookQueries) private readonly queries: BookQueries,
    @inject(BookService) private readonly books: BookService,
    @inject(CopyRecordService) private readonly copies: CopyRecordService,
  ) {}

  async refuseUnknown(bookIds: readonly number[]): Promise<void> {
    const found = await this.queries.views(bookIds);
    if (found.length < new Set(bookIds).size) throw new Refusal(bookNotFound);
  }

  refuseIsbn(isbn: string, field: string): void {
    const fault = isbnFault(isbn);
    if (fault) throw new Refusal(isbnInvalid, { [field]: [fault] });
  }

  async bookFor({ title, isbn, author }: TitleToCome): Promise<number> {
    const known = isbn === null ? undefined : await this.withIsbn(isbn);
    if (known !== undefined) return known;
    const contributors = author === null ? [] : [{ name: author, role: 'author' } as const];
    return this.books.add({ ...blankDetails, title, isbn, contributors }, 0);
  }

  async addCopies(
    bookId: number,
    shelving: Shelving,
    barcodes: readonly string[] | number,
  ): Promise<ReceivedCopy[]> {
    const copies = await this.copies.addAll(bookId, shelving, barcodes);
    return copies.map(({ id, barcode }) => ({ copyId: id, barcode }));
  }

  /** Of several books with the ISBN, the oldest. */
  private async withIsbn(isbn: string): Promise<number | undefined> {
    const { items } = await this.queries.listAfter({ isbn }, [{ by: 'id', descending: false }], { limit: 1 });
    return items[0]?.id;
  }
}
