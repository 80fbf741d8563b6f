import { inject, injectable } from 'tsyringe';
import {
  PersonalRecords,
  recordsAtMost,
  type PersonalRecord,
} from '../../application/accounts/export/personal-records.js';
import { PatronQueries } from '../../application/accounts/patron-queries.js';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { LoanDays } from '../../application/circulation/statistics/loan-days.js';
import { LoanQueries } from '../../application/circulation/loan-queries.js';
import type { LoanView } from '../../application/circulation/views.js';
import type { Place, Slice } from '../../application/kernel/storage/slice.js';
import type {
  DayTally,
  DueLoan,
  DueLoans,
  NamedLoan,
  OverdueLoan,
} from '../../application/notices/due-loans.js';
import { Notices } from '../../application/notices/notices.js';
import type { NoticeRecipient, NoticeRecipients } from '../../application/notices/notice-recipients.js';

/** The port of the accounts that is implemented here. Only this file may import another feature. */
export { PersonalRecords };

/** Loans that are read at a time. */
const slice = 500;
/** More than any policy lets a patron have. Loans beyond it come with a later mail. */
const ofOne = 200;

/** Answered by the accounts: how can these patrons be reached? */
@injectable()
export class AccountReaders implements NoticeRecipients {
  constructor(@inject(PatronQueries) private readonly patrons: PatronQueries) {}

  reachable(patronIds: readonly number[]): Promise<NoticeRecipient[]> {
    return this.patrons.contacts(patronIds);
  }
}

/** Answered by circulation (open loans and due dates), the catalogue (titles) and the accounts (patrons). */
@injectable()
export class CirculationDueLoans implements DueLoans {
  constructor(
    @inject(LoanQueries) private readonly loans: LoanQueries,
    @inject(LoanDays) private readonly days: LoanDays,
    @inject(BookQueries) private readonly books: BookQueries,
    @inject(PatronQueries) private readonly patrons: PatronQueries,
  ) {}

  async before(moment: Date, after: Place | undefined): Promise<Slice<DueLoan>> {
    const { items, next } = await this.loans.listAfter(openBefore(moment), { after, limit: slice });
    return { items: items.map(({ patronId, dueAt }) => ({ patronId: owner(patronId), dueAt })), next };
  }

  async of(patronId: number, before: Date): Promise<NamedLoan[]> {
    const { items } = await this.loans.listAfter({ ...openBefore(before), patronId }, { limit: ofOne });
    return (await this.named(items)).toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  }

  async overdue(now: Date, limit: number): Promise<{ loans: OverdueLoan[]; total: number }> {
    const filter = openBefore(now);
    const { items } = await this.loans.listAfter(filter, { limit });
    const cards = await this.patrons.cardNumbers(items.map(({ patronId }) => owner(patronId)));
    const loans = (await this.named(items)).map(({ copyBarcode, patronId, ...loan }) => ({
      ...loan,
      barcode: copyBarcode,
      cardNumber: cards.get(owner(patronId)) ?? '',
    }));
    return { loans, total: await this.loans.count(filter) };
  }

  tally(day: string): Promise<DayTally> {
    return this.days.of(day);
  }

  private async named<Loan extends LoanView>(loans: readonly Loan[]): Promise<(Loan & NamedLoan)[]> {
    const books = await this.books.views(loans.map(({ bookId }) => bookId));
    const byId = new Map(books.map((book) => [book.id, book]));
    return loans.map((loan) => {
      const { title = 'A book', contributors = [] } = byId.get(loan.bookId) ?? {};
      const authors = contributors.filter(({ role }) => role === 'author').map(({ name }) => name);
      return { ...loan, title, by: authors.join(', ') };
    });
  }
}

const openBefore = (dueBefore: Date) => ({ status: 'open', dueBefore }) as const;

/** An open loan always has a patron: the database guarantees it. */
function owner(patronId: number | null): number {
  if (patronId === null) throw new Error('An open loan has lost its patron.');
  return patronId;
}

/** Answered by the notices, for the accounts: the mails that were planned for a patron. */
@injectable()
export class NoticesOfPatron implements PersonalRecords {
  readonly section = 'notices';

  constructor(@inject(Notices) private readonly notices: Notices) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const newest = await this.notices.newestOf(patronId, recordsAtMost);
    return newest.toReversed().map(({ day, settledAt }) => ({ day, settledAt }));
  }
}
