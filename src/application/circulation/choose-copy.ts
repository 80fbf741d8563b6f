import type { LoanTerms } from '../../domain/circulation/policy.js';
import type { RefusalReason } from '../../domain/kernel/refusal.js';
import type { Lending } from './lending.js';
import type { Lookup } from './lending-facts.js';
import type { Standing } from './patron-standing.js';
import type { FreeCopy } from './shelves.js';

/** The copy that a patron gets if any will do, with its terms and all blocks that concern the patron. */
export interface Choice {
  /** Undefined if no copy is free. */
  readonly copy: FreeCopy | undefined;
  readonly terms: LoanTerms;
  readonly blocks: readonly RefusalReason[];
}

/**
 * Chooses among free copies: one that nothing stands against before others, then the one with the most loan days, then
 * the one with the lowest id.
 */
export function chooseCopy(
  lending: Pick<Lending, 'evaluate'>,
  standing: Standing,
  lookup: Lookup,
  copies: readonly FreeCopy[],
): Choice {
  const offers = copies.map((copy) => ({ copy, ...lending.evaluate(standing, lookup, copy.kind) }));
  const [best] = offers.toSorted(
    (one, other) =>
      one.blocks.length - other.blocks.length ||
      other.terms.loanDays - one.terms.loanDays ||
      one.copy.copyId - other.copy.copyId,
  );
  return best ?? { copy: undefined, ...lending.evaluate(standing, lookup, '*') };
}
