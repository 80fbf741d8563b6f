import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** The next numbers of a sequence, in ascending order. @param sequence its name in the database */
export async function nextNumbers(em: EntityManager, sequence: string, count: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select nextval(${sequence}::regclass) as number from generate_series(1, ${count}::integer)`.execute(
    em.getKysely(),
  );
  return rows.map(({ number }) => number);
}
