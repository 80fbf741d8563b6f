import { inject, injectable } from 'tsyringe';
import { OpenBusiness } from '../../application/accounts/open-business.js';
import { PatronQueries } from '../../application/accounts/patron-queries.js';
import { PatronService } from '../../application/accounts/patron-service.js';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { CopyQueries } from '../../application/catalogue/copy-queries.js';
import { CopyService } from '../../application/catalogue/copy-service.js';
import type { CopyStatus } from '../../application/catalogue/views.js';
import {
  keptStatuses,
  type DeskCopies,
  type DeskCopy,
  type DeskCopyStatus,
  type KeptStatus,
} from '../../application/circulation/desk-copies.js';
import type { HistoryKeepers } from '../../application/circulation/history-keepers.js';
import { Loans } from '../../application/circulation/loans.js';
import type { PatronStanding, Standing } from '../../application/circulation/patron-standing.js';
import type { Shelves, TakenCopy } from '../../application/circulation/shelves.js';
import type { BookTitle, Titles } from '../../application/circulation/titles.js';

import { copyNotFound } from '../../domain/circulation/refusals.js';
import { Refusal } from '../../domain/kernel/refusal.js';

/** The accounts' question that is answered here; a neighbour's room is entered by this file alone. */
export { OpenBusiness };

/** The accounts answer: is this patron in good standing? */
@injectable()
export class AccountStanding implements PatronStanding {
  constructor(@inject(PatronService) private readonly patrons: PatronService) {}

  lock(patronId: number): Promise<Standing> {
    return this.patrons.lockStanding(patronId);
  }
}

/** The accounts answer: who keeps a history? */
@injectable()
export class AccountHistories implements HistoryKeepers {
  constructor(@inject(PatronQueries) private readonly patrons: PatronQueries) {}

  async among(patronIds: readonly number[]): Promise<ReadonlySet<number>> {
    return new Set(await this.patrons.historyKeepers(patronIds));
  }
}

/** The catalogue answers: is there a free copy? */
@injectable()
export class CatalogueShelves implements Shelves {
  constructor(@inject(CopyService) private readonly copies: CopyService) {}

  async takeAny(bookId: number): Promise<TakenCopy | undefined> {
    const copy = await this.copies.lendAny(bookId);
    return copy && { copyId: copy.id, kind: copy.kind };
  }

  lock(copyId: number): Promise<void> {
    return this.copies.lock(copyId);
  }

  async putBack(copyId: number): Promise<void> {
    await this.copies.takeBack(copyId);
  }
}

/** The catalogue answers: which copy is this, and may it go out? */
@injectable()
export class CatalogueDeskCopies implements DeskCopies {
  constructor(
    @inject(CopyService) private readonly copies: CopyService,
    @inject(CopyQueries) private readonly queries: CopyQueries,
  ) {}

  async lock(barcode: string): Promise<DeskCopy> {
    const { id, bookId, barcode: label, kind, status } = await this.copies.lockByBarcode(barcode);
    return { copyId: id, bookId, barcode: label, kind, status: atDesk(status) };
  }

  takeOut(copyId: number): Promise<void> {
    return this.copies.lend(copyId);
  }

  async takeIn(copyId: number): Promise<KeptStatus> {
    const copy = await this.copies.takeBack(copyId);
    const status = keptStatuses.find((each) => each === copy?.status);
    if (!status) throw new Error(`Copy ${copyId} is ${copy?.status} and has no open loan.`);
    return status;
  }

  barcodes(copyIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    return this.queries.barcodes(copyIds);
  }
}

/** @throws Refusal `catalogue.copy_not_found` for a copy that the library gave up */
function atDesk(status: CopyStatus): DeskCopyStatus {
  if (status === 'withdrawn') throw new Refusal(copyNotFound);
  return status;
}

/** The catalogue answers: what are these books called? */
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

/** Circulation answers the accounts: an open loan is open business. */
@injectable()
export class OpenLoans implements OpenBusiness {
  constructor(@inject(Loans) private readonly loans: Loans) {}

  async has(patronId: number): Promise<boolean> {
    return (await this.loans.countOpen(patronId)) > 0;
  }
}
