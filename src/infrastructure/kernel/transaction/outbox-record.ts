import { defineEntity, p } from '@mikro-orm/postgresql';
import sql, { type Sql } from 'sql-template-tag';
import type { OutboxEvent } from '../../../application/kernel/storage/outbox.js';

/** An event as a row that waits for its delivery. */
export class OutboxRecord {
  declare readonly id: number;
  readonly name: string;
  readonly aggregateType: string;
  readonly aggregateId: number;
  readonly payload: object;
  readonly attempts = 0;
  readonly retryAt: Date;
  readonly deliveredAt: Date | null = null;

  constructor(
    event: OutboxEvent,
    readonly at: Date,
  ) {
    this.name = event.name;
    this.aggregateType = event.aggregate.type;
    this.aggregateId = event.aggregate.id;
    this.payload = event.payload;
    this.retryAt = at;
  }
}

export const outboxRecordSchema = defineEntity({
  class: OutboxRecord,
  tableName: 'outbox_event',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    at: p.datetime(),
    name: p.text(),
    aggregateType: p.text(),
    aggregateId: p.bigint('number'),
    payload: p.json<object>(),
    attempts: p.integer(),
    retryAt: p.datetime(),
    deliveredAt: p.datetime().nullable(),
  },
});

/**
 * Stores events in the given order, which is the order of their delivery. It copies them, because MikroORM gives a
 * mapped class a `toJSON` of its own, which took about 50 µs of each loan.
 */
export function insertAnnounced(events: readonly OutboxRecord[]): Sql {
  return sql`
    insert into outbox_event (at, name, aggregate_type, aggregate_id, payload, attempts, retry_at)
    select at, name, "aggregateType", "aggregateId", payload, attempts, "retryAt"
    from jsonb_to_recordset(${JSON.stringify(events.map((event) => ({ ...event })))}::jsonb) as given (
      at timestamptz, name text, "aggregateType" text, "aggregateId" bigint, payload jsonb, attempts int,
      "retryAt" timestamptz)`;
}
