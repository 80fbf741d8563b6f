import { Migration } from '@mikro-orm/migrations';

/**
 * The audit trail also records events that change nothing: sign-ins and failed ones with their network, and reads of
 * patrons by staff. `times` counts the failed sign-ins of one minute.
 */
export class KernelAccessesInTrail extends Migration {
  override up(): void {
    this.addSql('alter table audit_event add column actor_key_id bigint');
    this.addSql('alter table audit_event add column network text');
    this.addSql('alter table audit_event add column times integer');
  }

  override down(): void {
    this.addSql('alter table audit_event drop column times');
    this.addSql('alter table audit_event drop column network');
    this.addSql('alter table audit_event drop column actor_key_id');
  }
}
