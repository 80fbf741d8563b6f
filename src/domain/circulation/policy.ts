/** What the library allows a category of patrons with a kind of copy. */
export interface LoanTerms {
  /** Days from the day of the loan to the day it is due. */
  readonly loanDays: number;
  readonly renewalsMax: number;
  /** Open loans of one patron at most. */
  readonly loansMax: number;
  /** Holds of one patron at most. */
  readonly holdsMax: number;
  /** ISO weekdays (1 is Monday, 7 is Sunday) on which the library is closed; nothing falls due on them. */
  readonly closedWeekdays: readonly number[];
}

/** Terms with the patrons and copies they are for; `*` stands for any. */
export class Policy implements LoanTerms {
  declare readonly id: number;
  patronCategory!: string;
  copyKind!: string;
  loanDays!: number;
  renewalsMax!: number;
  loansMax!: number;
  holdsMax!: number;
  closedWeekdays!: readonly number[];
}

/** The terms alone, as they are kept on a loan made under them. */
export function termsOf(policy: LoanTerms): LoanTerms {
  const { loanDays, renewalsMax, loansMax, holdsMax, closedWeekdays } = policy;
  return { loanDays, renewalsMax, loansMax, holdsMax, closedWeekdays };
}

/**
 * The most specific policy for this pair: both named, then the kind of copy, then the category, then the default.
 * @throws Error when there is no default
 */
export function policyFor(policies: readonly Policy[], patronCategory: string, copyKind: string): Policy {
  const fitting = policies.filter(
    (policy) =>
      [patronCategory, '*'].includes(policy.patronCategory) && [copyKind, '*'].includes(policy.copyKind),
  );
  const [best] = fitting.toSorted((a, b) => specificity(b) - specificity(a));
  if (!best) throw new Error('There is no default policy: the row (*, *) is missing.');
  return best;
}

/** The kind of copy outweighs the category of patron. */
function specificity({ copyKind, patronCategory }: Policy): number {
  return (copyKind === '*' ? 0 : 2) + (patronCategory === '*' ? 0 : 1);
}
