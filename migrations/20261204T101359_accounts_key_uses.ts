import { Migration } from '@mikro-orm/migrations';

/** When each API key was last used, so that keys that nobody uses are found. */
export class AccountsKeyUses extends Migration {
  override up(): void {
    this.addSql('alter table api_key add column last_used_at timestamptz');
  }

  override down(): void {
    this.addSql('alter table api_key drop column last_used_at');
  }
}
