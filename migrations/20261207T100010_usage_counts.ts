import { Migration } from '@mikro-orm/migrations';

/**
 * The calls of each consumer by operation, minor and outcome: by hour, and after 35 days by day. `element` is empty for
 * the call itself, and otherwise a deprecated part that it has used, such as `query:author_name`.
 */
export class UsageCounts extends Migration {
  override up(): void {
    this.addCounts('usage_hour', 'hour timestamptz');
    this.addCounts('usage_day', 'day date');
    this.addSql(`
      create table usage_evidence (
        id bigint generated always as identity primary key,
        consumer_id bigint not null references consumer,
        operation_id text not null,
        major smallint not null,
        element text not null,
        at timestamptz not null,
        request_id text not null,
        user_agent text not null,
        minor text not null,
        minor_source text not null,
        status smallint not null
      )`);
    this.addSql(
      'create index usage_evidence_ring on usage_evidence (consumer_id, operation_id, major, element, at, id)',
    );
    this.addSql('create index usage_evidence_age on usage_evidence (at)');
  }

  override down(): void {
    for (const table of ['usage_evidence', 'usage_day', 'usage_hour']) this.addSql(`drop table ${table}`);
  }

  private addCounts(table: string, period: string): void {
    const [column] = period.split(' ');
    this.addSql(`
      create table ${table} (
        consumer_id bigint not null references consumer,
        operation_id text not null,
        major smallint not null,
        minor text not null,
        minor_source text not null,
        element text not null,
        ${period} not null,
        outcome text not null,
        calls bigint not null,
        last_at timestamptz not null,
        primary key (consumer_id, operation_id, major, minor, minor_source, element, ${column}, outcome)
      )`);
    this.addSql(`create index ${table}_age on ${table} (${column})`);
  }
}
