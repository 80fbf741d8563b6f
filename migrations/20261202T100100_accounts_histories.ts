import { Migration } from '@mikro-orm/migrations';

/** Who wants to be able to look up what they have read. Nobody, until they say so. */
export class AccountsHistories extends Migration {
  override up(): void {
    this.addSql('alter table patron add column keeps_history boolean not null default false');
  }

  override down(): void {
    this.addSql('alter table patron drop column keeps_history');
  }
}
