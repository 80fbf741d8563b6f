import { blankDetails, Book, type BookDetails } from '../../domain/catalogue/book.js';
import { Copy, type CopyStatus } from '../../domain/catalogue/copy.js';
import { FakeAuditTrail } from '../kernel/storage/audit-trail.fake.js';
import { FakeUnitOfWork } from '../kernel/storage/unit-of-work.fake.js';
import { FakeBooks } from './books.fake.js';
import { CopyKindService } from './kinds/copy-kind-service.js';
import { FakeCopyKinds } from './kinds/copy-kinds.fake.js';
import { FakeCopies } from './copies.fake.js';

/** Books and copies in memory for the services of the catalogue, with a clock that stands still. */
export class FakeShelf {
  readonly now = new Date('2026-12-01T09:30:00Z');
  readonly clock = { now: () => this.now };
  readonly work = new FakeUnitOfWork();
  readonly books = new FakeBooks(this.work);
  readonly copies = new FakeCopies(this.work, this.books);
  readonly kinds = new CopyKindService(this.work, new FakeCopyKinds());
  readonly audit = new FakeAuditTrail(this.work);
  #given = 0;

  /**
   * A book that was added a month ago, with copies of these statuses. The first book and the first copy have the id 1.
   */
  given(...statuses: CopyStatus[]): Book {
    const created = new Date('2026-11-01T09:30:00Z');
    const book = new Book(emma, created);
    this.books.given(book);
    for (const status of statuses) {
      const copy = new Copy(book.id, `B${(this.#given += 1)}`, 'standard', created);
      this.copies.given(Object.assign(copy, { status }));
    }
    return book;
  }

  /** The statuses of all stored copies, by their ids. */
  get statuses(): CopyStatus[] {
    return this.copies.stored.map(({ status }) => status);
  }

  /** The recorded events: action, id and details. */
  get recorded(): unknown[] {
    return this.audit.events.map(({ action, subject, details }) => [action, subject.id, details]);
  }
}

export const emma: BookDetails = {
  ...blankDetails,
  title: 'Emma',
  contributors: [{ name: 'Jane Austen', role: 'author' }],
  year: 1815,
};
