import type { EntityManager } from '@mikro-orm/postgresql';
import { plantLoans } from '../../../seeds/circulation/plant-loans.js';
import { plantPolicies, type PlannedPolicy } from '../../../seeds/circulation/plant-policies.js';
import type { SeedLoan } from '../../../seeds/content/circulation-loans.js';
import type { SeedContext } from '../../../seeds/seed-context.js';

/** Loans of every kind. Their ids are 1 to 8. */
const loans: readonly SeedLoan[] = [
  { patron: 'patron@example.org', isbn: '9780441013593', copy: 2, out: 200, kept: 15 },
  { patron: 'other@example.org', isbn: '9780143058144', copy: 2, out: 90, kept: 30 },
  { patron: 'patron@example.org', isbn: '9784101010137', copy: 1, out: 30 },
  { patron: 'blocked@example.org', isbn: '9780547928227', copy: 1, out: 8 },
  { patron: 'expired@example.org', isbn: '9780141439518', copy: 1, out: 7 },
  { patron: 'patron@example.org', isbn: '9780143058144', copy: 1, out: 6 },
  { patron: 'child@example.org', isbn: '9780399226908', copy: 1, out: 5 },
  { patron: 'other@example.org', isbn: '9783150099001', copy: 1, out: 4 },
];

/**
 * A child may have one loan at a time and may not renew it; short loans cannot be renewed. All other policies come from
 * the migrations.
 */
const policies: readonly PlannedPolicy[] = [
  { patronCategory: 'child', copyKind: '*', loanDays: 14, renewalsMax: 0, loansMax: 1, holdsMax: 1 },
  { patronCategory: '*', copyKind: 'short_loan', loanDays: 3, renewalsMax: 0, loansMax: 5, holdsMax: 2 },
];

export async function fill(em: EntityManager, context: SeedContext): Promise<void> {
  await plantPolicies(em, policies);
  await plantLoans(em, context, loans);
}
