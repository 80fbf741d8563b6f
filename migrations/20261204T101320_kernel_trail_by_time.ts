import { Migration } from '@mikro-orm/migrations';

/** Index of all audit events by time. */
export class KernelTrailByTime extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('create index concurrently if not exists audit_event_at on audit_event (at, id)');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_event_at');
  }
}
