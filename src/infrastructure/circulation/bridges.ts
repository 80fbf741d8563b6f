import { inject, injectable } from 'tsyringe';
import { OpenBusiness } from '../../application/accounts/open-business.js';
import { PatronService } from '../../application/accounts/patron-service.js';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { CopyService } from '../../application/catalogue/copy-service.js';
import { Loans } from '../../application/circulation/loans.js';
import type { PatronStanding, Standing } from '../../application/circulation/patron-standing.js';
import type { Shelves, TakenCopy } from '../../application/circulation/shelves.js';
import type { BookTitle, Titles } from '../../application/circulation/titles.js';

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

  putBack(copyId: number): Promise<void> {
    return this.copies.takeBack(copyId);
  }
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
