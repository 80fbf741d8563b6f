import { Migration } from '@mikro-orm/migrations';

/** Index of the audit events of each action by time. */
export class KernelTrailByAction extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('create index concurrently if not exists audit_event_action on audit_event (action, at, id)');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_event_action');
  }
}
