import type { Client } from 'pg';

/** The months before the present one that get events. */
const months = 100;
/** Of so many events of the trail, usage gets one count by hour and one by day. */
const eventsOfCount = 50;
const clients = 100;

/** Lends a connection to the database. */
type Using = <T>(work: (client: Client) => Promise<T>) => Promise<T>;

/**
 * Adds so many events to the audit trail of a library, the same number to each of the last hundred months, and counts to
 * usage. Each month is a table of its own until it is complete: its rows are written without indexes, in the transaction
 * that creates it, by as many connections as `hands`.
 */
export async function fillTrail(using: Using, events: number, hands = 2): Promise<void> {
  const starts = await using(takePastOut);
  const each = Math.ceil(events / months);
  const waiting = [...starts.entries()];
  await Promise.all(
    Array.from({ length: hands }, () =>
      using(async (client) => {
        for (let next = waiting.pop(); next; next = waiting.pop())
          await fillMonth(client, next[1], next[0] * each, each);
      }),
    ),
  );
  await using((client) => putTogether(client, starts));
  await using((client) => fillUsage(client, Math.ceil(events / eventsOfCount / clients)));
}

/** Detaches the partition with everything before this month or the next. Returns the starts of the last months. */
async function takePastOut(client: Client): Promise<Date[]> {
  const { rows } = await client.query<{ start: Date }>(
    `select date_trunc('month', until, 'UTC') - make_interval(months => ago) as start
     from (select substring(pg_get_expr(relpartbound, oid) from 'TO \\(''([^'']+)')::timestamptz as until
           from pg_class where oid = 'audit_event_past'::regclass) as past,
          generate_series($1::integer, 1, -1) as ago`,
    [months],
  );
  await client.query('alter table audit_event detach partition audit_event_past');
  await client.query('alter table audit_event_past rename to audit_event_filled');
  return rows.map(({ start }) => start);
}

async function fillMonth(client: Client, start: Date, before: number, events: number): Promise<void> {
  const { rows: indexes } = await client.query<{ definition: string }>(
    `select pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'audit_event'::regclass and not indisprimary`,
  );
  const name = nameOf(start);
  await client.query('begin');
  await client.query(`create table ${name} (like audit_event) with (autovacuum_enabled = off)`);
  await client.query(
    `insert into ${name} (id, at, action, subject_type, subject_id, actor_id, actor_role, request_id, details)
     select n, '${start.toISOString()}'::timestamptz + (n - ${before}) * interval '27 days' / ${events},
            case when n % 2 = 0 then 'circulation.loan_opened' else 'circulation.loan_returned' end, 'loan', n / 2,
            2, 'librarian', 'filled-' || n, '{"copyId": 1000000, "bookId": 1000000}'
     from generate_series(${before + 1}, ${before + events}::bigint) as n`,
  );
  await client.query(`alter table ${name} alter column details set default '{}', add primary key (id, at)`);
  for (const { definition } of indexes)
    await client.query(definition.replace(/INDEX \S+ ON ONLY \S+/, `INDEX ON ${name}`));
  await client.query('commit');
  await client.query(`analyze ${name}`);
}

/** The events of the library itself come back last, with ids after all others. */
async function putTogether(client: Client, starts: readonly Date[]): Promise<void> {
  const ends = starts.slice(1).map((start) => `'${start.toISOString()}'`);
  const [first] = starts;
  await client.query(
    `create table audit_event_past partition of audit_event for values from (minvalue) to ('${first?.toISOString()}')`,
  );
  const { rows } = await client.query<{ end: Date }>(
    `select min(substring(pg_get_expr(relpartbound, oid) from 'FROM \\(''([^'']+)')::timestamptz) as end
     from pg_inherits join pg_class on oid = inhrelid where inhparent = 'audit_event'::regclass`,
  );
  ends.push(`'${rows[0]?.end.toISOString()}'`);
  for (const [at, start] of starts.entries())
    await client.query(
      `alter table audit_event attach partition ${nameOf(start)} for values from ('${start.toISOString()}') to (${ends[at]})`,
    );
  await client.query(`
    select setval(pg_get_serial_sequence('audit_event', 'id'), (select max(id) from audit_event));
    insert into audit_event (at, action, subject_type, subject_id, actor_id, actor_role, request_id, details)
    select at, action, subject_type, subject_id, actor_id, actor_role, request_id, details from audit_event_filled;
    drop table audit_event_filled`);
  await client.query('vacuum (analyze) audit_event_past');
}

/** Counts of some clients, all in the time for which they are kept. */
async function fillUsage(client: Client, each: number): Promise<void> {
  await client.query(
    `insert into consumer (ref, kind, name, first_seen_at)
     select 'key:' || n, 'key', 'client ' || n, now() from generate_series(1, ${clients}) as n`,
  );
  for (const [table, column, periods, unit] of [
    ['usage_hour', 'hour', 35 * 24, 'hour'],
    ['usage_day', 'day', 760, 'day'],
  ] as const)
    await client.query(
      `insert into ${table} (consumer_id, operation_id, major, minor, minor_source, element, ${column}, outcome, calls, last_at)
       select id, 'operation' || n / ${periods}, 2, '2.0', 'default', '',
              date_trunc('${unit}', now()) - (n % ${periods}) * interval '1 ${unit}', '2xx', 7, now()
       from consumer, generate_series(0, ${each}::integer - 1) as n`,
    );
  await client.query('vacuum (analyze) usage_hour, usage_day, consumer');
}

function nameOf(start: Date): string {
  return `audit_event_${start.toISOString().slice(0, 7).replace('-', '_')}`;
}
