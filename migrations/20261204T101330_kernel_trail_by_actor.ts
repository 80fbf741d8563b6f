import { Migration } from '@mikro-orm/migrations';

/** Index of the audit events of each actor by time. */
export class KernelTrailByActor extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(
      'create index concurrently if not exists audit_event_actor on audit_event (actor_id, at, id) where actor_id is not null',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_event_actor');
  }
}
