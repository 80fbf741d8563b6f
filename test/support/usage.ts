import sql from 'sql-template-tag';
import { UsageWriter } from '../../src/application/usage/counting/usage-writer.js';
import { rowsOf } from './people.js';
import type { RunningService } from './service.js';

/** Everything after 2.2 needs this header. */
export const in23 = { 'API-Version': '2.3' };

/** A call as it was counted: `key:7 v1 listBooks 1.0 default 2xx`, and its deprecated part, if it has one. */
type Counts = Readonly<Record<string, number>>;

/** Stores what was counted until now, as the process does every few seconds. */
export function writeUsage({ service }: Pick<RunningService, 'service'>): Promise<void> {
  return service.container.resolve(UsageWriter).write();
}

/** All stored counts of the hours, of clients whose name begins with this. */
export async function storedCounts(running: RunningService, ref = ''): Promise<Counts> {
  const rows = await rowsOf<{ use: string; calls: number }>(
    running,
    sql`
      select concat_ws(' ', ref, 'v' || major, operation_id, minor, minor_source, outcome, nullif(element, '')) as use,
             sum(calls)::bigint as calls
      from usage_hour join consumer on consumer.id = consumer_id
      where starts_with(ref || ' ', ${ref}) group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ use, calls }) => [use, calls]));
}

/** Makes an API key with the right to read everything. Returns it and its number. */
export async function makeKey(
  running: RunningService,
  token: string,
): Promise<{ readonly id: string; readonly number: number; readonly key: string }> {
  const scopes = ['catalogue:read', 'circulation:read', 'usage:read', 'accounts:read'];
  const { body } = await running.api.post('/v2/api-keys', { token, json: { name: 'a terminal', scopes } });
  const [row] = await rowsOf<{ number: number }>(running, sql`select max(id) as number from api_key`);
  return { id: body.id, key: body.key, number: row?.number ?? 0 };
}
