import { Migration } from '@mikro-orm/migrations';

/** A failed sign-in may concern no account. The previous release always writes a subject, and reads none. */
export class KernelContractEventSubjects extends Migration {
  override up(): void {
    this.addSql('alter table audit_event alter column subject_id drop not null');
  }

  override down(): void {
    this.addSql('delete from audit_event where subject_id is null');
    this.addSql('alter table audit_event alter column subject_id set not null');
  }
}
