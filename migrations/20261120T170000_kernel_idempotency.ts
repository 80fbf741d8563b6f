import { Migration } from '@mikro-orm/migrations';

/** Stored answers of requests that must take effect once. */
export class KernelIdempotency extends Migration {
  override up(): void {
    this.addSql(`
      create table idempotent_answer (
        name text primary key,
        fingerprint text not null,
        answer bytea not null,
        answered_at timestamptz not null
      )`);
    this.addSql('create index idempotent_answer_age on idempotent_answer (answered_at)');
  }

  override down(): void {
    this.addSql('drop table idempotent_answer');
  }
}
