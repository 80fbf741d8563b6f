import { Migration } from '@mikro-orm/migrations';

/**
 * The ends of life: what the worker decided about each, what the owners of clients agreed to, whom the announcement has
 * reached, and what operators decided. The ids of ends of life are those of the declarations, so no table lists them.
 */
export class UsageLifecycles extends Migration {
  override up(): void {
    this.addDecisions();
    this.addAgreements();
    this.addOperators();
  }

  override down(): void {
    const tables = ['proof', 'switch', 'anonymous', 'announcement', 'consent', 'state'];
    for (const name of tables) this.addSql(`drop table lifecycle_${name}`);
  }

  private addDecisions(): void {
    this.addSql(`
      create table lifecycle_state (
        lifecycle_id text primary key,
        state text not null constraint lifecycle_state_known
          check (state in ('active', 'announced', 'deprecated', 'brownout', 'held', 'gone')),
        since timestamptz not null,
        "from" timestamptz,
        until timestamptz,
        without_brownouts boolean not null,
        obstacles jsonb not null,
        checked_at timestamptz not null
      )`);
  }

  private addAgreements(): void {
    this.addSql(`
      create table lifecycle_consent (
        lifecycle_id text not null,
        consumer_id bigint not null references consumer,
        kind text not null constraint lifecycle_consent_kind_known check (kind in ('consent', 'extension')),
        until timestamptz,
        by bigint not null references patron,
        reason text,
        at timestamptz not null,
        primary key (lifecycle_id, consumer_id, kind)
      )`);
    this.addSql('create index lifecycle_consent_consumer on lifecycle_consent (consumer_id)');
    this.addSql('create index lifecycle_consent_by on lifecycle_consent (by)');
    this.addSql(`
      create table lifecycle_announcement (
        lifecycle_id text not null,
        consumer_id bigint not null references consumer,
        delivered_at timestamptz not null,
        primary key (lifecycle_id, consumer_id)
      )`);
    this.addSql('create index lifecycle_announcement_consumer on lifecycle_announcement (consumer_id)');
  }

  private addOperators(): void {
    this.addSql(`
      create table lifecycle_anonymous (
        id bigint generated always as identity primary key,
        lifecycle_id text not null,
        calls bigint not null,
        reason text not null,
        at timestamptz not null
      )`);
    this.addSql('create index lifecycle_anonymous_of on lifecycle_anonymous (lifecycle_id, calls)');
    this.addSql(`
      create table lifecycle_switch (
        id bigint generated always as identity primary key,
        lifecycle_id text not null,
        kind text not null constraint lifecycle_switch_kind_known check (kind in ('no_brownouts', 'hold')),
        reason text not null,
        at timestamptz not null
      )`);
    this.addSql('create unique index lifecycle_switch_of on lifecycle_switch (lifecycle_id, kind)');
    this.addSql(`
      create table lifecycle_proof (
        id bigint generated always as identity primary key,
        lifecycle_id text not null,
        at timestamptz not null,
        made_at timestamptz not null,
        content text not null,
        hash text not null
      )`);
  }
}
