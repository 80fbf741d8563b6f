import { Migration } from '@mikro-orm/migrations';

/** What the table and all of its months have. */
const indexes = [
  ['subject', 'index', '(subject_type, subject_id, id)'],
  ['patron', 'index', "(at) where actor_role = 'patron' and actor_id is not null"],
  ['counted', 'unique index', '(at, action, subject_id, network) where times is not null'],
  ['at', 'index', '(at, id)'],
  ['actor', 'index', '(actor_id, at, id) where actor_id is not null'],
  ['action', 'index', '(action, at, id)'],
  ['network', 'index', '(at) where network is not null'],
] as const;

/**
 * Divides the audit trail into months. The table of before becomes the first partition, with all its rows and indexes,
 * and for the moment the only one: it takes every time, so that PostgreSQL need not read its rows. `db migrate` and the
 * worker end it, and create the months after it.
 *
 * For the release before, `audit_event` is the same table. Its indexes give their names to those of the new table.
 */
export class KernelTrailByMonth extends Migration {
  override up(): void {
    this.addSql('alter table audit_event rename to audit_event_past');
    for (const [name] of indexes)
      this.addSql(`alter index audit_event_${name} rename to audit_event_past_${name}`);
    this.addSql('alter table audit_event_past alter column id drop identity');
    this.addSql('alter table audit_event_past drop constraint audit_event_pkey');
    this.addSql(
      'alter table audit_event_past add constraint audit_event_past_pkey primary key using index audit_event_key',
    );
    this.addTable('audit_event', 'id, at', ' partition by range (at)');
    this.addSql(
      'alter table audit_event attach partition audit_event_past for values from (minvalue) to (maxvalue)',
    );
    this.addNextId();
  }

  /** Copies all events into one table. Months that the worker has detached stay as they are. */
  override down(): void {
    this.addSql('alter table audit_event rename to audit_event_by_month');
    this.addSql('alter table audit_event_by_month alter column id drop identity');
    for (const name of ['pkey', ...indexes.map(([index]) => index)])
      this.addSql(`alter index audit_event_${name} rename to audit_event_by_month_${name}`);
    this.addTable('audit_event', 'id', '');
    this.addSql('insert into audit_event overriding system value select * from audit_event_by_month');
    this.addSql('drop table audit_event_by_month');
    this.addSql('create unique index audit_event_key on audit_event (id, at)');
    this.addNextId();
  }

  private addTable(table: string, key: string, partitions: string): void {
    this.addSql(`
      create table ${table} (
        id bigint generated always as identity,
        at timestamptz not null,
        action text not null,
        subject_type text not null,
        subject_id bigint not null,
        actor_id bigint,
        actor_role text not null,
        request_id text,
        details jsonb not null default '{}',
        actor_key_id bigint,
        network text,
        times integer,
        primary key (${key})
      )${partitions}`);
    for (const [name, kind, columns] of indexes)
      this.addSql(`create ${kind} ${table}_${name} on ${table} ${columns}`);
  }

  /** Ids go on where they were. */
  private addNextId(): void {
    this.addSql(
      `select setval(pg_get_serial_sequence('audit_event', 'id'), coalesce(max(id), 0) + 1, false) from audit_event`,
    );
  }
}
