import type { EntityManager } from '@mikro-orm/postgresql';
import { Policy } from '../../src/domain/circulation/policy.js';
import { PolicyFactory } from './policy-factory.js';

/** A policy to be seeded, for a category of patrons and a kind of copies; `*` matches any. */
export type PlannedPolicy = Pick<
  Policy,
  'patronCategory' | 'copyKind' | 'loanDays' | 'renewalsMax' | 'loansMax' | 'holdsMax'
>;

/** Adds the policies whose category and kind have none. Existing policies do not change. */
export async function plantPolicies(em: EntityManager, planned: readonly PlannedPolicy[]): Promise<void> {
  const taken = new Set((await em.find(Policy, {})).map(keyOf));
  const factory = new PolicyFactory(em);
  for (const policy of planned) if (!taken.has(keyOf(policy))) factory.makeOne(policy);
  await em.flush();
}

function keyOf({ patronCategory, copyKind }: Pick<Policy, 'patronCategory' | 'copyKind'>): string {
  return `${patronCategory} ${copyKind}`;
}
