import { inject, injectable } from 'tsyringe';
import { Titles } from '../titles.js';
import type { PopularBook } from '../views.js';
import { LoanCounts, type LoanCount } from './loan-counts.js';

/** The most borrowed books: the counts come from circulation, the details from the catalogue. */
@injectable()
export class PopularBooks {
  constructor(
    @inject(LoanCounts) private readonly counts: LoanCounts,
    @inject(Titles) private readonly titles: Titles,
  ) {}

  /** The most borrowed books, most loans first, then by id. Withdrawn books are left out. */
  async most(limit: number): Promise<PopularBook[]> {
    for (let asked = limit; ; asked *= 2) {
      const counted = await this.counts.most(asked);
      const found = await this.named(counted);
      if (found.length >= limit || counted.length < asked) return found.slice(0, limit);
    }
  }

  private async named(counted: readonly LoanCount[]): Promise<PopularBook[]> {
    const titles = new Map(
      (await this.titles.of(counted.map(({ bookId }) => bookId))).map((book) => [book.bookId, book]),
    );
    return counted.flatMap(({ bookId, loans }) => {
      const book = titles.get(bookId);
      return book ? [{ ...book, loans }] : [];
    });
  }
}
