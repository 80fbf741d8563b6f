import sql from 'sql-template-tag';
import type { Clock } from '../../../application/kernel/clock.js';
import type {
  Deliveries,
  EventConsumer,
  Outbox,
  OutboxEvent,
  StoredEvent,
} from '../../../application/kernel/storage/outbox.js';
import { nextRetryAt } from './retry-schedule.js';
import type { SqlUnitOfWork } from './sql-unit-of-work.js';

interface Waiting extends StoredEvent {
  readonly attempts: number;
}

/** The outbox as a table: every job that changes data writes to it, and any number of workers deliver from it. */
export class SqlOutbox implements Outbox, Deliveries {
  constructor(
    private readonly unit: SqlUnitOfWork,
    private readonly clock: Clock,
  ) {}

  add(event: OutboxEvent): void {
    this.unit.announce(event);
  }

  deliver(
    consumers: readonly EventConsumer[],
    limit: number,
  ): Promise<{ tried: number; errors: readonly unknown[] }> {
    return this.unit.run(async () => {
      const errors: unknown[] = [];
      const events = await this.lockOldest(limit);
      for (const event of events) errors.push(...(await this.hand(event, consumers)));
      return { tried: events.length, errors };
    });
  }

  /**
   * Reads by id, which has a partial index of the waiting events: many processes ask often, also when many events wait.
   */
  async lag(): Promise<number> {
    const [oldest] = await this.unit.run(() =>
      this.unit.rows<{ at: Date }>(
        sql`select at from outbox_event where delivered_at is null order by id limit 1`,
      ),
    );
    return oldest ? (this.clock.now().getTime() - oldest.at.getTime()) / 1_000 : 0;
  }

  prune(before: Date, limit: number): Promise<number> {
    return this.unit.run(async () => {
      const gone = await this.unit.rows(sql`
        delete from outbox_event where id in (
          select id from outbox_event where delivered_at < ${before}
          order by delivered_at limit ${limit} for update skip locked)
        returning id`);
      return gone.length;
    });
  }

  /**
   * The oldest waiting event of each aggregate, and no more than one for each. This keeps the order for each aggregate,
   * although rows that other workers have locked are skipped.
   */
  private lockOldest(limit: number): Promise<Waiting[]> {
    return this.unit.rows<Waiting>(sql`
      select id, at, name, jsonb_build_object('type', aggregate_type, 'id', aggregate_id) as aggregate, payload,
             attempts
      from outbox_event
      where delivered_at is null and retry_at <= ${this.clock.now()} and not exists (
        select from outbox_event as older
        where older.aggregate_type = outbox_event.aggregate_type
          and older.aggregate_id = outbox_event.aggregate_id
          and older.id < outbox_event.id and older.delivered_at is null)
      order by id limit ${limit} for update skip locked`);
  }

  private async hand(event: Waiting, consumers: readonly EventConsumer[]): Promise<unknown[]> {
    const errors: unknown[] = [];
    for (const consumer of consumers) errors.push(...(await this.handTo(consumer, event)));
    const now = this.clock.now();
    await this.unit.rows(
      errors.length === 0
        ? sql`update outbox_event set delivered_at = ${now} where id = ${event.id}`
        : sql`update outbox_event set attempts = attempts + 1, retry_at = ${nextRetryAt(now, event.attempts)}
              where id = ${event.id}`,
    );
    return errors;
  }

  /** The consumer's changes and the receipt of the event are stored together. An error affects this consumer only. */
  private async handTo(consumer: EventConsumer, event: StoredEvent): Promise<unknown[]> {
    const { errors } = await this.unit.withSavepoint(async () => {
      try {
        const isNew = await this.unit.rows(sql`
          insert into outbox_receipt (event_id, consumer) values (${event.id}, ${consumer.name})
          on conflict do nothing returning event_id`);
        if (isNew.length > 0) await consumer.receive(event);
        await this.unit.flush();
        return { keep: true, errors: [] };
      } catch (error) {
        return { keep: false, errors: [error] };
      }
    });
    return errors;
  }
}
