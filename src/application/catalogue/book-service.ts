import { inject, injectable } from 'tsyringe';
import { fault } from '../../domain/kernel/field-fault.js';
import { Refusal } from '../../domain/kernel/refusal.js';
import { Book, type BookDetails } from '../../domain/catalogue/book.js';
import { Copy } from '../../domain/catalogue/copy.js';
import {
  bookChanged,
  bookOnLoan,
  copiesInUse,
  isbnInvalid,
  languageInvalid,
} from '../../domain/catalogue/refusals.js';
import { bookNotFound } from '../../domain/kernel/not-found.js';
import { AuditTrail } from '../kernel/storage/audit-trail.js';
import { Clock } from '../kernel/clock.js';
import { UnitOfWork } from '../kernel/storage/unit-of-work.js';
import { Books } from './books.js';
import { Copies } from './copies.js';

/** The reasons for which each job can be refused. */
export const bookRefusals = {
  find: [bookNotFound],
  add: [isbnInvalid, languageInvalid],
  edit: [bookNotFound, isbnInvalid, languageInvalid],
  /** Includes the refusals for a change of the number of copies. */
  revise: [bookNotFound, isbnInvalid, languageInvalid, copiesInUse],
  withdraw: [bookNotFound, bookOnLoan],
  /** Additional reasons when a revision is expected. */
  stale: [bookChanged],
} as const;

/** Options beyond the details of a book. */
export interface Revising {
  /** The wanted number of copies. Missing ones are created; surplus ones that are not in use are withdrawn. */
  readonly copies?: number | undefined;
  /** The revision that the change is based on; undefined accepts any. */
  readonly expectedRevision?: number | undefined;
}

/** Adds, changes and withdraws books. Every method throws Refusals as listed in `bookRefusals`. */
@injectable()
export class BookService {
  constructor(
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Books) private readonly books: Books,
    @inject(Copies) private readonly copies: Copies,
    @inject(AuditTrail) private readonly audit: AuditTrail,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Adds a book with this number of standard copies, each with a new barcode. Returns the book's id. */
  add(details: BookDetails, copies: number): Promise<number> {
    return this.work.run(async () => {
      const book = new Book(details, this.clock.now());
      await this.books.add(book);
      await this.addCopies(book.id, copies);
      this.record('catalogue.book_added', book.id, { copies });
      return book.id;
    });
  }

  /**
   * Changes a book. `changesTo` is called while the book is locked, so it gets the latest details. It is called again
   * when the unit of work is retried.
   */
  revise(
    id: number,
    changesTo: (present: BookDetails) => Partial<BookDetails>,
    { copies, expectedRevision }: Revising = {},
  ): Promise<void> {
    return this.work.run(async () => {
      const book = await this.locked(id, expectedRevision);
      const changed: string[] = book.revise(changesTo(book), this.clock.now());
      if (copies !== undefined && (await this.setCopies(id, copies))) changed.push('copies');
      if (changed.length > 0) this.record('catalogue.book_revised', id, { changed });
    });
  }

  /** Withdraws a book and all its copies. */
  withdraw(id: number, expectedRevision?: number): Promise<void> {
    return this.work.run(async () => {
      const book = await this.locked(id, expectedRevision);
      const copies = await this.copies.lockOfBook(id);
      if (copies.some((copy) => copy.status === 'on_loan')) throw new Refusal(bookOnLoan);
      await this.withdrawAll(copies);
      book.withdraw(this.clock.now());
      this.record('catalogue.book_withdrawn', id, { copies: copies.length });
    });
  }

  private async locked(id: number, expectedRevision: number | undefined): Promise<Book> {
    const book = await this.books.lock(id);
    if (!book) throw new Refusal(bookNotFound);
    if (expectedRevision !== undefined) book.expect(expectedRevision);
    return book;
  }

  /** Returns true when anything had to change. */
  private async setCopies(bookId: number, wanted: number): Promise<boolean> {
    const present = await this.copies.lockOfBook(bookId);
    const surplus = present.length - wanted;
    const free = present.filter((copy) => copy.status === 'available');
    if (surplus > free.length) throw copiesStillInUse(present.length - free.length);
    await this.withdrawAll(free.slice(free.length - Math.max(surplus, 0)));
    await this.addCopies(bookId, Math.max(-surplus, 0));
    return surplus !== 0;
  }

  private async withdrawAll(copies: readonly Copy[]): Promise<void> {
    for (const copy of copies) {
      copy.moveTo('withdrawn');
      await this.copies.save(copy);
    }
  }

  private async addCopies(bookId: number, count: number): Promise<void> {
    const now = this.clock.now();
    const barcodes = await this.copies.nextBarcodes(count);
    await this.copies.add(barcodes.map((barcode) => new Copy(bookId, barcode, 'standard', now)));
  }

  private record(action: string, id: number, details: Record<string, unknown>): void {
    this.audit.record({ action, subject: { type: 'book', id }, details });
  }
}

function copiesStillInUse(minimum: number): Refusal {
  return new Refusal(copiesInUse, { copies: [fault('too_small', copiesInUse.message, { minimum })] });
}
