/** The actions that are counted for each day. */
export type LoanAction = 'lent' | 'renewed' | 'returned';

/**
 * Numbers of loans, renewals and returns on one day, without names. Statistics use them after the loans were made
 * anonymous.
 */
export type LoanDay = Readonly<Record<LoanAction, number>>;

export interface LoanDays {
  /** Adds one, in the running unit of work. */
  count(day: string, action: LoanAction): Promise<void>;
  of(day: string): Promise<LoanDay>;
}
export const LoanDays = Symbol('circulation.LoanDays');
