import type { EntityManager } from '@mikro-orm/postgresql';
import { Patron } from '../src/domain/accounts/patron.js';
import { plantKeys } from './accounts/plant-keys.js';
import { plantPatrons } from './accounts/plant-patrons.js';
import { syntheticPatron } from './accounts/synthetic-patron.js';
import { keys } from './content/api-keys.js';
import { patrons, type SeedPatron } from './content/patrons.js';
import { FeatureSeeder, type LargeContent, type LargeSize } from './feature-seeder.js';
import type { SeedContext } from './seed-context.js';

/** Patrons of every role and category, three of whom can sign in, and an API key; and any number of synthetic readers. */
export class AccountsSeeder extends FeatureSeeder {
  override async isEmpty(em: EntityManager): Promise<boolean> {
    return (await em.count(Patron)) === 0;
  }

  /** One patron joins each day, all before the first loan of the content. */
  override async run(em: EntityManager, context: SeedContext): Promise<void> {
    const planned = patrons.map((patron, index) => ({
      ...personOf(patron),
      createdAt: context.daysAgo(800 - index),
      expiresAt: patron.expired ? context.daysAgo(30) : null,
      blocks: patron.blocked === undefined ? [] : [{ reason: patron.blocked, until: null }],
    }));
    await plantPatrons(em, planned);
    await plantKeys(em, context, keys);
  }

  override large(size: LargeSize): LargeContent {
    return {
      what: 'Patrons',
      items: size.patrons,
      unitsPerItem: 1,
      batchSize: 10_000,
      tables: ['patron'],
      store: async (em, context, { start, end }) => {
        const createdAt = context.daysAgo(1_500);
        const readers = Array.from({ length: end - start }, (_, index) => syntheticPatron(start + index + 1));
        await plantPatrons(
          em,
          readers.map((reader) => ({ ...reader, createdAt, expiresAt: null, blocks: [] })),
        );
      },
    };
  }
}

function personOf({ username, firstName, lastName, email, category, role, password }: SeedPatron) {
  const person = { username, firstName, lastName, email, category, role };
  return password === undefined ? person : { ...person, password };
}
