import { Migration } from '@mikro-orm/migrations';

/** Index of the audit events that name a network, oldest first. After 90 days the network is removed. */
export class KernelNetworksInTrail extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(
      'create index concurrently if not exists audit_event_network on audit_event (at) where network is not null',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists audit_event_network');
  }
}
