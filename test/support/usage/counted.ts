import sql from 'sql-template-tag';
import type { Library } from '../library.js';

type Rows = Pick<Library, 'rows'>;

/** Who calls, as tests say it. */
export interface CallerWish {
  readonly kind?: 'key' | 'account' | 'program' | 'anonymous';
  readonly class?: 'external' | 'internal' | 'probe';
  readonly name?: string;
  readonly patronId?: number;
}

let refs = 0;

/** Stores a client without a call. Returns its id. */
export async function addConsumer(library: Rows, wish: CallerWish = {}): Promise<number> {
  const { kind = 'program', class: kindOf = 'external', name = 'Kiosk', patronId = null } = wish;
  const [row] = await library.rows<{ id: number }>(sql`
    insert into consumer (ref, kind, patron_id, name, class, first_seen_at, confirmed)
    values (${`test:${(refs += 1)}`}, ${kind}, ${patronId}, ${name}, ${kindOf}, now(), true) returning id`);
  return row?.id ?? 0;
}

/** Stores calls of a client to an operation of v1, as the writer of an instance does. */
export async function addCalls(
  library: Rows,
  consumerId: number,
  at: Date,
  { operationId = 'listBooks', calls = 1, outcome = '2xx', element = '' } = {},
): Promise<void> {
  await library.rows(sql`
    insert into usage_hour (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome, calls, last_at)
    values (${consumerId}, ${operationId}, 1, '1.0', 'default', ${element}, date_trunc('hour', ${at}::timestamptz),
            ${outcome}, ${calls}, ${at})
    on conflict (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome)
    do update set calls = usage_hour.calls + excluded.calls, last_at = excluded.last_at`);
}

/** Counts one call of a probe on each of the days before a moment, so that these days have usage data. */
export async function countDaysBefore(library: Rows, end: Date, days = 40): Promise<void> {
  const probe = await addConsumer(library, { class: 'probe', name: 'Monitor' });
  await library.rows(sql`
    insert into usage_hour (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome, calls, last_at)
    select ${probe}, 'getBook', 1, '1.0', 'default', '', date_trunc('hour', at), '2xx', 1, at
    from generate_series(${end}::timestamptz - make_interval(days => ${days}), ${end}, interval '1 day') as at`);
}
