import { Migration } from '@mikro-orm/migrations';

/** Index of the audit events whose actor is a patron, oldest first. After the retention period the actor is removed. */
export class KernelPatronsInTrail extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(
      "create index concurrently if not exists audit_event_patron on audit_event (at) where actor_role = 'patron' and actor_id is not null",
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_event_patron');
  }
}
