/** The conditions under which a category of patrons may borrow a kind of copy. */
export interface LoanTerms {
  /** Days from the day of the loan to the due day. */
  readonly loanDays: number;
  readonly renewalsMax: number;
  /**
   * Maximum number of open loans of one patron: of copies of this kind if the policy names a kind, else of all copies.
   */
  readonly loansMax: number;
  /** Maximum number of holds of one patron. */
  readonly holdsMax: number;
  /** ISO weekdays (1 is Monday, 7 is Sunday) on which the library is closed. Nothing falls due on them. */
  readonly closedWeekdays: readonly number[];
}

/** Terms for a category of patrons and a kind of copies; `*` matches any. */
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

/** The terms without the key of the policy, as a loan stores them. */
export function termsOf(policy: LoanTerms): LoanTerms {
  const { loanDays, renewalsMax, loansMax, holdsMax, closedWeekdays } = policy;
  return { loanDays, renewalsMax, loansMax, holdsMax, closedWeekdays };
}

/**
 * The most specific policy for the pair: a match of both, then of the kind of copy, then of the category, then the
 * default.
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

/** The numbers of a patron's open loans by the kind of the copy. */
export type OpenLoans = ReadonlyMap<string, number>;

/** A limit of open loans, and the loans that count towards it. */
export interface ReachedLimit {
  readonly limit: number;
  readonly open: number;
}

/**
 * The limit that a patron has reached for copies of this kind; undefined if none. Two limits apply: the one of the
 * category (or of the default) for all open loans, and, if the policy of the loan names a kind, its own for the loans of
 * that kind.
 * @throws Error when there is no default
 */
export function reachedLimit(
  policies: readonly Policy[],
  patronCategory: string,
  copyKind: string,
  open: OpenLoans,
): ReachedLimit | undefined {
  const all = [...open.values()].reduce((sum, loans) => sum + loans, 0);
  const { loansMax } = policyFor(policies, patronCategory, '*');
  if (all >= loansMax) return { limit: loansMax, open: all };
  const policy = policyFor(policies, patronCategory, copyKind);
  const ofKind = open.get(copyKind) ?? 0;
  const isReached = policy.copyKind !== '*' && ofKind >= policy.loansMax;
  return isReached ? { limit: policy.loansMax, open: ofKind } : undefined;
}

/** The kind of copy takes precedence over the category of patron. */
function specificity({ copyKind, patronCategory }: Policy): number {
  return (copyKind === '*' ? 0 : 2) + (patronCategory === '*' ? 0 : 1);
}
