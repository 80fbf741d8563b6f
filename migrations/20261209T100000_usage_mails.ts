import { Migration } from '@mikro-orm/migrations';

/**
 * What the owners of clients were told about each end of life, and the mails that wait: at most one for each client and
 * day, with everything that is due. A mail without a client is the one for operators. `bounced` is a notification whose
 * first address was refused, while the second one is tried.
 */
export class UsageMails extends Migration {
  override up(): void {
    this.addSql(`
      create table lifecycle_mail (
        id bigint generated always as identity primary key,
        consumer_id bigint not null references consumer,
        lifecycle_id text not null,
        stage text not null,
        period text not null default '',
        address text,
        state text not null constraint lifecycle_mail_state_known
          check (state in ('queued', 'delivered', 'bounced', 'untold')),
        made_at timestamptz not null,
        settled_at timestamptz
      )`);
    this.addSql(
      'create unique index lifecycle_mail_once on lifecycle_mail (consumer_id, lifecycle_id, stage, period)',
    );
    this.addSql('create index lifecycle_mail_of on lifecycle_mail (lifecycle_id, consumer_id)');
    this.addSql("create index lifecycle_mail_open on lifecycle_mail (state, id) where state <> 'delivered'");
    this.addSql(`
      create table lifecycle_digest (
        id bigint generated always as identity primary key,
        consumer_id bigint references consumer,
        day date not null,
        attempts integer not null default 0,
        retry_at timestamptz not null,
        settled_at timestamptz
      )`);
    this.addSql(
      'create unique index lifecycle_digest_open on lifecycle_digest (consumer_id) where settled_at is null',
    );
    this.addSql('create unique index lifecycle_digest_once on lifecycle_digest (consumer_id, day)');
    this.addSql(
      'create unique index lifecycle_digest_operators on lifecycle_digest (day) where consumer_id is null',
    );
    this.addSql(
      'create index lifecycle_digest_waiting on lifecycle_digest (retry_at) where settled_at is null',
    );
    this.addSql('create index lifecycle_digest_age on lifecycle_digest (day)');
  }

  override down(): void {
    this.addSql('drop table lifecycle_digest');
    this.addSql('drop table lifecycle_mail');
  }
}
