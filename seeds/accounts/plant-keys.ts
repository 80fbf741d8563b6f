import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { SeedKey } from '../content/api-keys.js';
import type { SeedContext } from '../seed-context.js';

/** Adds the keys that their owners do not have. Their hashes are none, so no key fits. */
export async function plantKeys(
  em: EntityManager,
  context: SeedContext,
  keys: readonly SeedKey[],
): Promise<void> {
  const [createdAt, usedAt] = [context.daysAgo(400), context.daysAgo(0)];
  for (const { owner, name, scopes } of keys) {
    const hash = `seeded: ${owner} ${name}`;
    await sql`
      insert into api_key (patron_id, name, hash, scopes, created_at, last_used_at)
      select id, ${name}, ${hash}, ${scopes}::text[], ${createdAt}, ${usedAt}
      from patron
      where email = ${owner} and not exists (select from api_key known where known.hash = ${hash})`.execute(
      em.getKysely(),
    );
  }
}
