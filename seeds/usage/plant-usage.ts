import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { SeedClient, SeedUse } from '../content/usage-clients.js';
import type { SeedContext } from '../seed-context.js';

/** Days before now for which there are counts: as long as they are kept by hour. */
const days = 34;
/** The number of pieces of evidence of each deprecated use. */
const pieces = 5;

/** Adds a client with its counts, unless it is there. Its calls were made at the time of day of `now`. */
export async function plantUsage(em: EntityManager, context: SeedContext, client: SeedClient): Promise<void> {
  const id = await plantClient(em, context, client);
  if (id === undefined) return;
  const calls = client.daily.flatMap((use) =>
    Array.from({ length: days - (use.until ?? 0) }, (_, day) => ({
      ...use,
      at: context.daysAgo(day + (use.until ?? 0)),
    })),
  );
  await sql`
    insert into usage_hour
      (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome, calls, last_at)
    select ${id}, "operationId", major, minor, "minorSource", '', date_trunc('hour', at, 'UTC'), outcome, calls, at
    from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb)
      as given ("operationId" text, major smallint, minor text, "minorSource" text, at timestamptz, outcome text,
                calls bigint)`.execute(em.getKysely());
  const evidence = client.daily
    .filter(({ isDeprecated }) => isDeprecated)
    .flatMap((use) => evidenceOf(context, use));
  await sql`
    insert into usage_evidence
      (consumer_id, operation_id, major, element, at, request_id, user_agent, minor, minor_source, status)
    select ${id}, "operationId", major, '', at, "requestId", ${client.userAgent}, minor, "minorSource", 200
    from jsonb_to_recordset(${JSON.stringify(evidence)}::jsonb)
      as given ("operationId" text, major smallint, minor text, "minorSource" text, at timestamptz, "requestId" text)
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
    insert into consumer (ref, kind, patron_id, program, name, first_seen_at)
    select case ${kind}::text when 'program' then 'program:' || ${program}::text else 'account:' || patron.id end,
           ${kind}, patron.id, ${program}, ${name}, ${context.daysAgo(days)}
    from (select 1) one left join patron on patron.email = ${owner}
    where ${owner}::text is null or patron.id is not null
    on conflict (ref) do nothing returning id`.execute(em.getKysely());
  return rows[0]?.id;
}

function evidenceOf(context: SeedContext, use: SeedUse): (SeedUse & { at: Date; requestId: string })[] {
  return Array.from({ length: pieces }, (_, day) => ({
    ...use,
    at: context.daysAgo(day),
    requestId: `seeded-${use.operationId}-${day}`,
  }));
}
