import { Migration } from '@mikro-orm/migrations';

/**
 * The clients whose calls are counted. `ref` is what a process knows of one before it asks the database: `key:7`,
 * `account:3`, `program:shelfreader`, or `anonymous:2026-12-07:9f2` with a hash of a network. A key is named by its
 * number alone, because keys are deleted with their account. `confirmed` is a program of which it is known whose it is.
 */
export class UsageConsumers extends Migration {
  override up(): void {
    this.addSql(`
      create table consumer (
        id bigint generated always as identity primary key,
        ref text not null constraint consumer_ref_unique unique,
        kind text not null constraint consumer_kind_known check (kind in ('key', 'account', 'program', 'anonymous')),
        key_id bigint,
        patron_id bigint references patron,
        program text,
        name text,
        confirmed boolean not null default false,
        contact_email text,
        second_email text,
        class text not null default 'external'
          constraint consumer_class_known check (class in ('external', 'internal', 'probe')),
        developer boolean not null default false,
        muted_until timestamptz,
        first_seen_at timestamptz not null,
        closed_at timestamptz
      )`);
    this.addSql('create index consumer_patron on consumer (patron_id, id)');
    this.addSql('create index consumer_kind on consumer (kind, id)');
    this.addSql('create table usage_salt (day date primary key, salt text not null)');
  }

  override down(): void {
    this.addSql('drop table usage_salt');
    this.addSql('drop table consumer');
  }
}
