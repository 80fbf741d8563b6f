import type { DayTally, NamedLoan, OverdueLoan } from './due-loans.js';

/** A loan with its due day in words. */
export interface Mentioned extends NamedLoan {
  readonly dueDay: string;
}

export interface Digest {
  readonly name: string;
  readonly overdue: readonly Mentioned[];
  readonly dueSoon: readonly Mentioned[];
}

export interface OverdueList {
  readonly day: string;
  readonly loans: readonly (OverdueLoan & { readonly dueDay: string })[];
  readonly total: number;
  readonly yesterday: DayTally;
}

/** What is read in a mail. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Puts into words. */
export interface Letters {
  digest(digest: Digest): Letter;
  overdueList(list: OverdueList): Letter;
}
export const Letters = Symbol('notices.Letters');
