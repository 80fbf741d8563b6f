import { Migration } from '@mikro-orm/migrations';

/** The key of audit events in a table with months: it has to contain their time. */
export class KernelIndexEventKeys extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('create unique index concurrently if not exists audit_event_key on audit_event (id, at)');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_event_key');
  }
}
