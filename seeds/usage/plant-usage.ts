import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { SeedClient, SeedUse } from '../content/usage-clients.js';
import type { SeedContext } from '../seed-context.js';

/** Counts are kept by hour for this many days before now, and by day before that. */
const daysByHour = 34;
const days = 365;
/** The number of pieces of evidence of each deprecated use. */
const pieces = 5;
/** Percentages of a usual day, from today back: some days are quiet, so that charts have a form. */
const weeks = [100, 97, 103, 84, 99, 105, 88, 102, 95, 104, 82, 98, 107, 86];
/** Calls were fewer in the past: by this many percent at the beginning. */
const growth = 40;

/** Adds a client with its counts, unless it is there. Its calls were made at the time of day of `now`. */
export async function plantUsage(em: EntityManager, context: SeedContext, client: SeedClient): Promise<void> {
  const id = await plantClient(em, context, client);
  if (id === undefined) return;
  const calls = client.daily.flatMap((use) =>
    Array.from({ length: days - (use.until ?? 0) }, (_, index) => callsOf(context, use, index)),
  );
  await plantCounts(
    em,
    id,
    'hour',
    calls.filter(({ day }) => day < daysByHour),
  );
  await plantCounts(
    em,
    id,
    'day',
    calls.filter(({ day }) => day >= daysByHour),
  );
  await plantEvidence(em, context, client, id);
}

/** The calls of one day. A deprecated use is rare, so it does not vary. */
function callsOf(context: SeedContext, use: SeedUse, index: number) {
  const day = index + (use.until ?? 0);
  const share = ((weeks[day % weeks.length] ?? 100) / 100) * (1 - (growth / 100) * (day / days));
  const calls = use.isDeprecated ? use.calls : Math.max(1, Math.round(use.calls * share));
  return { ...use, day, calls, at: context.daysAgo(day) };
}

/** @param period the table, and its column */
async function plantCounts(
  em: EntityManager,
  id: number,
  period: 'hour' | 'day',
  calls: readonly object[],
): Promise<void> {
  await sql`
    insert into ${sql.table(`usage_${period}`)}
      (consumer_id, operation_id, major, minor, minor_source, element, ${sql.ref(period)}, outcome, calls, last_at)
    select ${id}, "operationId", major, minor, "minorSource", '',
           ${period === 'hour' ? sql`date_trunc('hour', at, 'UTC')` : sql`(at at time zone 'UTC')::date`},
           outcome, calls, at
    from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb)
      as given ("operationId" text, major smallint, minor text, "minorSource" text, at timestamptz, outcome text,
                calls bigint)`.execute(em.getKysely());
}

async function plantEvidence(
  em: EntityManager,
  context: SeedContext,
  client: SeedClient,
  id: number,
): Promise<void> {
  const evidence = client.daily
    .filter(({ isDeprecated }) => isDeprecated)
    .flatMap((use) => evidenceOf(context, use));
  await sql`
    insert into usage_evidence
      (consumer_id, operation_id, major, element, at, request_id, user_agent, minor, minor_source, status)
    select ${id}, "operationId", major, '', at, "requestId", ${client.userAgent}, minor, "minorSource", status
    from jsonb_to_recordset(${JSON.stringify(evidence)}::jsonb)
      as given ("operationId" text, major smallint, minor text, "minorSource" text, at timestamptz, "requestId" text,
                status smallint)
    order by at`.execute(em.getKysely());
}

/** Returns the id of the new client; undefined if there is one of this name. */
async function plantClient(
  em: EntityManager,
  context: SeedContext,
  { kind, ...client }: SeedClient,
): Promise<number | undefined> {
  const [program, name, owner] = [client.program ?? null, client.name ?? null, client.owner ?? null];
  const { rows } = await sql<{ id: number }>`
    insert into consumer
      (ref, kind, key_id, patron_id, program, name, contact_email, class, developer, first_seen_at, confirmed)
    select planned.ref, ${kind}, planned.key_id, planned.patron_id, ${program},
           case ${kind}::text when 'program' then ${name}::text end, ${client.contactEmail ?? null},
           ${client.isProbe ? 'probe' : 'external'}, ${client.isDeveloper ?? false}::boolean, ${context.daysAgo(days)},
           ${kind}::text = 'program' and planned.patron_id is not null
    from (
      select case ${kind}::text when 'program' then 'program:' || ${program}::text
                                when 'key' then 'key:' || api_key.id else 'account:' || patron.id end as ref,
             api_key.id as key_id, patron.id as patron_id
      from (select 1) one left join patron on patron.email = ${owner}
      left join api_key on api_key.patron_id = patron.id and api_key.name = ${name} and ${kind}::text = 'key'
      where ${owner}::text is null or patron.id is not null
    ) planned
    where planned.ref is not null and not exists (select from consumer known where known.ref = planned.ref)
    returning id`.execute(em.getKysely());
  return rows[0]?.id;
}

function evidenceOf(context: SeedContext, use: SeedUse) {
  return Array.from({ length: pieces }, (_, day) => ({
    ...use,
    at: context.daysAgo(day),
    requestId: `seeded-${use.operationId}-${use.outcome}-${day}`,
    status: use.outcome === '4xx' ? 403 : 200,
  }));
}
