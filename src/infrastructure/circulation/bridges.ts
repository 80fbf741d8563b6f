import { inject, injectable } from 'tsyringe';
import { OpenBusiness } from '../../application/accounts/open-business.js';
import {
  PersonalRecords,
  recordsAtMost,
  type PersonalRecord,
} from '../../application/accounts/export/personal-records.js';
import { PatronQueries } from '../../application/accounts/patron-queries.js';
import { PatronService } from '../../application/accounts/patrons/patron-service.js';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { CopyLoans } from '../../application/catalogue/copy-loans.js';
import { CopyService } from '../../application/catalogue/copy-service.js';
import type { CopyStatus } from '../../application/catalogue/views.js';
import {
  keptStatuses,
  type DeskCopies,
  type DeskCopy,
  type DeskCopyStatus,
  type KeptStatus,
} from '../../application/circulation/desk-copies.js';
import type { HistoryKeepers } from '../../application/circulation/retention/history-keepers.js';
import { Lending } from '../../application/circulation/lending.js';
import { LoanQueries } from '../../application/circulation/loan-queries.js';
import { Loans } from '../../application/circulation/loans.js';
import type { PatronStanding, Standing } from '../../application/circulation/patron-standing.js';
import type { FreeCopy, LockedCopy, Shelves } from '../../application/circulation/shelves.js';
import { Titles, type BookTitle } from '../../application/circulation/titles.js';

import { copyNotFound } from '../../domain/kernel/not-found.js';
import { Refusal } from '../../domain/kernel/refusal.js';

/** A copy of the catalogue, locked. */
type Copy = Awaited<ReturnType<CopyService['lock']>>;

/** The ports of other features that are implemented here. Only this file may import another feature. */
export { CopyLoans, OpenBusiness, PersonalRecords };

/** Answered by the accounts: is this patron in good standing? */
@injectable()
export class AccountStanding implements PatronStanding {
  constructor(@inject(PatronService) private readonly patrons: PatronService) {}

  lock(patronId: number): Promise<Standing> {
    return this.patrons.lockStanding(patronId);
  }
}

/** Answered by the accounts: which patrons keep a history? */
@injectable()
export class AccountHistories implements HistoryKeepers {
  constructor(@inject(PatronQueries) private readonly patrons: PatronQueries) {}

  async among(patronIds: readonly number[]): Promise<ReadonlySet<number>> {
    return new Set(await this.patrons.historyKeepers(patronIds));
  }
}

/** Answered by the catalogue: is there a free copy? */
@injectable()
export class CatalogueShelves implements Shelves {
  /** The locked copy of the catalogue for each free copy. */
  readonly #locked = new WeakMap<FreeCopy, Copy>();

  constructor(@inject(CopyService) private readonly copies: CopyService) {}

  async lockFree(bookId: number): Promise<FreeCopy[]> {
    const copies = await this.copies.lockFree(bookId);
    return copies.map((copy) => {
      const free = { copyId: copy.id, kind: copy.kind };
      this.#locked.set(free, copy);
      return free;
    });
  }

  takeOut(free: FreeCopy): Promise<void> {
    return this.copies.lend(lockedFor(this.#locked, free));
  }

  lock(copyId: number): Promise<LockedCopy> {
    return this.copies.lock(copyId);
  }

  putBack(copy: LockedCopy): Promise<void> {
    // Only `lock` makes a LockedCopy, so this one is a Copy.
    return this.copies.takeBack(copy as Copy);
  }
}

/** Answered by the catalogue: which copy has this barcode, and may it be lent? */
@injectable()
export class CatalogueDeskCopies implements DeskCopies {
  /** The locked copy of the catalogue for each copy at the desk. */
  readonly #locked = new WeakMap<DeskCopy, Copy>();

  constructor(@inject(CopyService) private readonly copies: CopyService) {}

  async lock(barcode: string): Promise<DeskCopy> {
    const copy = await this.copies.lockByBarcode(barcode);
    const { id: copyId, bookId, kind } = copy;
    const onDesk = { copyId, bookId, barcode: copy.barcode, kind, status: atDesk(copy.status) };
    this.#locked.set(onDesk, copy);
    return onDesk;
  }

  takeOut(copy: DeskCopy): Promise<void> {
    return this.copies.lend(lockedFor(this.#locked, copy));
  }

  async takeIn(onDesk: DeskCopy): Promise<KeptStatus> {
    const copy = lockedFor(this.#locked, onDesk);
    await this.copies.takeBack(copy);
    const status = keptStatuses.find((each) => each === copy.status);
    if (!status) throw new Error(`Copy ${copy.id} is ${copy.status} and has no open loan.`);
    return status;
  }
}

function lockedFor<Known extends FreeCopy>(locked: WeakMap<Known, Copy>, known: Known): Copy {
  const copy = locked.get(known);
  if (!copy) throw new Error(`Copy ${known.copyId} was not locked by this port.`);
  return copy;
}

/** @throws Refusal `catalogue.copy_not_found` for a copy that was withdrawn */
function atDesk(status: CopyStatus): DeskCopyStatus {
  if (status === 'withdrawn') throw new Refusal(copyNotFound);
  return status;
}

/** Answered by the catalogue: what are the titles of these books? */
@injectable()
export class CatalogueTitles implements Titles {
  constructor(@inject(BookQueries) private readonly books: BookQueries) {}

  async of(bookIds: readonly number[]): Promise<BookTitle[]> {
    const books = await this.books.views(bookIds);
    return books.map(({ id, title, contributors }) => {
      const authors = contributors.filter(({ role }) => role === 'author');
      const makers = authors.length > 0 ? authors : contributors;
      return { bookId: id, title, makers: makers.map(({ name }) => name) };
    });
  }
}

/** Answered by circulation, for the accounts: an open loan is open business. */
@injectable()
export class OpenLoans implements OpenBusiness {
  constructor(@inject(Loans) private readonly loans: Loans) {}

  async has(patronId: number): Promise<boolean> {
    return (await this.loans.countOpen(patronId)) > 0;
  }
}

/** Answered by circulation, for the catalogue: a copy on loan was reported lost. */
@injectable()
export class LoansOfLostCopies implements CopyLoans {
  constructor(
    @inject(Loans) private readonly loans: Loans,
    @inject(Lending) private readonly lending: Lending,
  ) {}

  async closeAsLost(copyId: number): Promise<void> {
    const loan = await this.loans.lockLastOf(copyId);
    if (loan) await this.lending.close(loan, 'lost');
  }
}

/** Answered by circulation, for the accounts: the loans of a patron, with the titles from the catalogue. */
@injectable()
export class LoansOfPatron implements PersonalRecords {
  readonly section = 'loans';

  constructor(
    @inject(LoanQueries) private readonly loans: LoanQueries,
    @inject(Titles) private readonly titles: Titles,
  ) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const { items } = await this.loans.listAfter({ patronId }, { limit: recordsAtMost });
    const books = await this.titles.of([...new Set(items.map(({ bookId }) => bookId))]);
    const byId = new Map(books.map((book) => [book.bookId, book]));
    return items.toReversed().map(({ bookId, copyBarcode, outAt, dueAt, returnedAt, renewals, status }) => {
      const { title = null, makers = [] } = byId.get(bookId) ?? {};
      return { title, makers, copyBarcode, borrowedAt: outAt, dueAt, returnedAt, renewals, status };
    });
  }
}
