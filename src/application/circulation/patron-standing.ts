export interface Standing {
  readonly category: string;
  readonly blocked: boolean;
  readonly expired: boolean;
  /** When the card expires, or has expired; null: never. */
  readonly cardEndsAt: Date | null;
  /** The e-mail address still waits for its link. */
  readonly unverified: boolean;
}

/** Is this patron in good standing? Implemented by the feature `accounts`. */
export interface PatronStanding {
  /**
   * Locks the patron until the unit of work ends, so that parallel requests cannot exceed the loan limit.
   * @throws Refusal `accounts.patron_not_found`
   */
  lock(patronId: number): Promise<Standing>;
}
export const PatronStanding = Symbol('circulation.PatronStanding');
