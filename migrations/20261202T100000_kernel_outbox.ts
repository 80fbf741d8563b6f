import { Migration } from '@mikro-orm/migrations';

/** Events that wait for delivery, and receipts of the deliveries. */
export class KernelOutbox extends Migration {
  override up(): void {
    this.addSql(`
      create table outbox_event (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        name text not null,
        aggregate_type text not null,
        aggregate_id bigint not null,
        payload jsonb not null,
        attempts integer not null default 0,
        retry_at timestamptz not null,
        delivered_at timestamptz
      )`);
    this.addSql('create index outbox_event_waiting on outbox_event (id) where delivered_at is null');
    this.addSql(`
      create index outbox_event_before
      on outbox_event (aggregate_type, aggregate_id, id) where delivered_at is null`);
    this.addSql(`
      create index outbox_event_delivered on outbox_event (delivered_at) where delivered_at is not null`);
    this.addSql(`
      create table outbox_receipt (
        event_id bigint not null references outbox_event on delete cascade,
        consumer text not null,
        primary key (event_id, consumer)
      )`);
  }

  override down(): void {
    this.addSql('drop table outbox_receipt');
    this.addSql('drop table outbox_event');
  }
}
