import sql, { raw } from 'sql-template-tag';
import { rowsOf } from './people.js';
import type { RunningService } from './service.js';

/** The number of rows of each table, and a checksum over all of them. */
export async function tablePrints(running: RunningService): Promise<Record<string, string>> {
  const tables = await rowsOf<{ name: string }>(
    running,
    sql`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await rowsOf<{ print: string }>(
      running,
      sql`select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print
          from ${raw(`"${name}"`)} as t`,
    );
    prints[name] = row?.print ?? '';
  }
  return prints;
}
