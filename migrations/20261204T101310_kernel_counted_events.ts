import { Migration } from '@mikro-orm/migrations';

/** Counts the failed sign-ins of one minute at one account from one network as one event. */
export class KernelCountedEvents extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(
      'create unique index concurrently if not exists audit_event_counted on audit_event (at, action, (coalesce(subject_id, 0)), network) where times is not null',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_event_counted');
  }
}
