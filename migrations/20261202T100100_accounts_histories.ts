import { Migration } from '@mikro-orm/migrations';

/** Whether a patron keeps a history of loans. The default is no. */
export class AccountsHistories extends Migration {
  override up(): void {
    this.addSql('alter table patron add column keeps_history boolean not null default false');
  }

  override down(): void {
    this.addSql('alter table patron drop column keeps_history');
  }
}
