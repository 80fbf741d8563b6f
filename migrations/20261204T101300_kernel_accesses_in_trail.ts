import { Migration } from '@mikro-orm/migrations';

/**
 * The audit trail also records events that change nothing: sign-ins and failed ones with their network, and reads of
 * patrons by staff. A failed sign-in may concern no account. `times` counts the failed sign-ins of one minute.
 */
export class KernelAccessesInTrail extends Migration {
  override up(): void {
    this.addSql('alter table audit_event add column actor_key_id bigint');
    this.addSql('alter table audit_event add column network text');
    this.addSql('alter table audit_event add column times integer');
    this.addSql('alter table audit_event alter column subject_id drop not null');
  }

  override down(): void {
    this.addSql('delete from audit_event where subject_id is null');
    this.addSql('alter table audit_event alter column subject_id set not null');
    this.addSql('alter table audit_event drop column times');
    this.addSql('alter table audit_event drop column network');
    this.addSql('alter table audit_event drop column actor_key_id');
  }
}
