import { Migration } from '@mikro-orm/migrations';

/** Revisions of patrons, and the minors that consumers have pinned. */
export class AccountsPatronRevisions extends Migration {
  override up(): void {
    this.addSql(`
      alter table patron
        add column revision integer not null default 1,
        add column pins jsonb not null default '{}'`);
  }

  override down(): void {
    this.addSql('alter table patron drop column pins, drop column revision');
  }
}
