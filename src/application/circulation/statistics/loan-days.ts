/** What is counted of a day. */
export type LoanAction = 'lent' | 'renewed' | 'returned';

/** Loans, renewals and returns of a day, without a name: what statistics are made from when loans have none any more. */
export type LoanDay = Readonly<Record<LoanAction, number>>;

export interface LoanDays {
  /** Counts one more, in the running unit of work. */
  count(day: string, action: LoanAction): Promise<void>;
  of(day: string): Promise<LoanDay>;
}
export const LoanDays = Symbol('circulation.LoanDays');
