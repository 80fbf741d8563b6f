import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import { Clock } from '../../../application/kernel/clock.js';
import {
  anonymousConsumer,
  programConsumer,
  type ConsumerRef,
} from '../../../application/usage/consumers/consumer-ref.js';
import {
  evidenceAtMost,
  type CountedUse,
  type UsageLot,
  type UsageStore,
} from '../../../application/usage/counting/usage-store.js';
import { otherPrograms } from '../../../domain/usage/consumers/program.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

const hourMs = 3_600_000;
/** Programs without an owner that are told apart. Further ones are counted together. */
const programsAtMost = 1_000;
const others = programConsumer(otherPrograms);

/**
 * Adds counts by a single upsert, in one transaction with clients that are new. Rows are written in the order of their
 * keys, so that instances wait for each other and do not deadlock.
 */
@injectable()
export class SqlUsageStore implements UsageStore {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async add({ counts, evidence }: UsageLot): Promise<void> {
    const consumers = new Map([...counts, ...evidence].map(({ consumer }) => [consumer.ref, consumer]));
    await this.unit.run(async () => {
      await this.unit.rows(addedConsumers([others, ...consumers.values()], this.clock.now()));
      await this.unit.rows(addedCounts(counts.map((count) => ({ ...rowOf(count), ...whenOf(count) }))));
      if (evidence.length === 0) return;
      const pieces = evidence.map((each) => ({ ...rowOf(each), ...pieceOf(each) }));
      await this.unit.rows(addedEvidence(pieces));
      await this.unit.rows(outnumberedEvidence(pieces));
    });
  }
}

function rowOf({
  consumer,
  operationId,
  major,
  minor,
  minorSource,
  element,
}: Omit<CountedUse, 'hour' | 'outcome'>) {
  return { ref: consumer.ref, operation_id: operationId, major, minor, minor_source: minorSource, element };
}

function whenOf({ hour, outcome, calls, lastAt }: UsageLot['counts'][number]) {
  return { hour: new Date(hour * hourMs), outcome, calls, last_at: new Date(lastAt) };
}

function pieceOf({ at, requestId, userAgent, status }: UsageLot['evidence'][number]) {
  return { at: new Date(at), request_id: requestId, user_agent: userAgent, status };
}

function addedConsumers(consumers: readonly ConsumerRef[], now: Date): Sql {
  const rows = consumers.map(({ ref, kind, keyId, patronId, program, class: ofClass }) => {
    return { ref, kind, key_id: keyId, patron_id: patronId, program, class: ofClass };
  });
  return sql`
    insert into consumer (ref, kind, key_id, patron_id, program, class, first_seen_at)
    select ref, kind, key_id, patron_id, program, class, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (ref text, kind text, key_id bigint, patron_id bigint, program text, class text)
    where not exists (select from consumer known where known.ref = given.ref)
      and (kind <> 'program' or ref = ${others.ref}
        or (select count(*) from consumer where kind = 'program' and patron_id is null) < ${programsAtMost})
    order by ref on conflict (ref) do nothing`;
}

/** A program for which there is no place is counted with the others. */
const consumerId = sql`coalesce(own.id, (select id from consumer where ref = ${others.ref}))`;

function addedCounts(rows: readonly object[]): Sql {
  return sql`
    insert into usage_hour (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome, calls, last_at)
    select ${consumerId}, operation_id, major, minor, minor_source, element, hour, outcome, sum(calls), max(last_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (ref text, operation_id text, major smallint, minor text, minor_source text, element text,
                hour timestamptz, outcome text, calls bigint, last_at timestamptz)
    left join consumer own on own.ref = given.ref
    group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict (consumer_id, operation_id, major, minor, minor_source, element, hour, outcome)
    do update set calls = usage_hour.calls + excluded.calls, last_at = greatest(usage_hour.last_at, excluded.last_at)`;
}

function addedEvidence(rows: readonly object[]): Sql {
  return sql`
    insert into usage_evidence
      (consumer_id, operation_id, major, element, at, request_id, user_agent, minor, minor_source, status)
    select ${consumerId}, operation_id, major, element, at, request_id, user_agent, minor, minor_source, status
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (ref text, operation_id text, major smallint, element text, at timestamptz, request_id text,
                user_agent text, minor text, minor_source text, status smallint)
    left join consumer own on own.ref = given.ref
    order by at`;
}

/** Removes all but the newest pieces of the uses that have just got some. */
function outnumberedEvidence(rows: readonly object[]): Sql {
  return sql`
    delete from usage_evidence where id in (
      select older.id from (
        select distinct ${consumerId} as consumer_id, operation_id, major, element
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as given (ref text, operation_id text, major smallint, element text)
        left join consumer own on own.ref = given.ref
      ) use
      cross join lateral (
        select id from usage_evidence kept
        where kept.consumer_id = use.consumer_id and kept.operation_id = use.operation_id
          and kept.major = use.major and kept.element = use.element
        order by at desc, id desc offset ${evidenceAtMost}
      ) older)`;
}

/** What is counted of anonymous clients after 35 days. */
export const allAnonymous = anonymousConsumer('all');
