import { Migration } from '@mikro-orm/migrations';

/** Since when an account is disabled. Nobody signs in to a disabled account. */
export class AccountsDisabled extends Migration {
  override up(): void {
    this.addSql('alter table patron add column disabled_at timestamptz');
  }

  override down(): void {
    this.addSql('alter table patron drop column disabled_at');
  }
}
