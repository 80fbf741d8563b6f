import sql from 'sql-template-tag';
import { inject, injectable } from 'tsyringe';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { BookService } from '../../application/catalogue/book-service.js';
import { CopyRecordService } from '../../application/catalogue/copy-record-service.js';
import { isbnFault, readIsbn } from '../../application/catalogue/isbn-fault.js';
import { blankDetails } from '../../application/catalogue/views.js';
import type {
  OrderedBooks,
  ReceivedCopy,
  Shelving,
  TitleToCome,
} from '../../application/orders/ordered-books.js';
import { isbnInvalid } from '../../domain/kernel/new-copy.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

/** Answered by the catalogue: which book is it, and what are its new copies? */
@injectable()
export class CatalogueBooks implements OrderedBooks {
  constructor(
    @inject(BookQueries) private readonly queries: BookQueries,
    @inject(BookService) private readonly books: BookService,
    @inject(CopyRecordService) private readonly copies: CopyRecordService,
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
  ) {}

  async known(bookIds: readonly number[]): Promise<ReadonlySet<number>> {
    const found = await this.queries.views(bookIds);
    return new Set(found.map(({ id }) => id));
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

  /**
   * Of several books with the ISBN, the oldest. Locks the ISBN until the transaction ends, so that of two orders with the
   * same new title the second one finds the book of the first.
   */
  private async withIsbn(isbn: string): Promise<number | undefined> {
    const name = `the ordered book ${JSON.stringify(readIsbn(isbn))}`;
    await this.unit.rows(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
    const { items } = await this.queries.listAfter({ isbn }, [{ by: 'id', descending: false }], { limit: 1 });
    return items[0]?.id;
  }
}
