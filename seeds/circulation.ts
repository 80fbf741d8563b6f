import type { EntityManager } from '@mikro-orm/postgresql';
import { Loan } from '../src/domain/circulation/loan.js';
import { plantLoans } from './circulation/plant-loans.js';
import { plantPastLoans } from './circulation/plant-past-loans.js';
import { plantPolicies } from './circulation/plant-policies.js';
import { loans } from './content/circulation-loans.js';
import { policies } from './content/circulation-policies.js';
import { FeatureSeeder, type LargeContent, type LargeSize } from './feature-seeder.js';
import type { SeedContext } from './seed-context.js';

/** Policies and loans; and any number of past loans. */
export class CirculationSeeder extends FeatureSeeder {
  override async isEmpty(em: EntityManager): Promise<boolean> {
    return (await em.findOne(Loan, { id: { $gt: 0 } }, { fields: ['id'] })) === null;
  }

  override async run(em: EntityManager, context: SeedContext): Promise<void> {
    await plantPolicies(em, policies);
    await plantLoans(em, context, loans);
  }

  override large({ books, loansPerCopy }: LargeSize): LargeContent {
    return {
      what: 'Loans',
      items: books,
      unitsPerItem: loansPerCopy,
      batchSize: 2_000,
      tables: ['loan'],
      store: (em, context, range) => plantPastLoans(em, context, range, loansPerCopy),
    };
  }
}
