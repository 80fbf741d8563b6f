import { Migration } from '@mikro-orm/migrations';

/** Finds expired refresh tokens without reading all tokens. */
export class AccountsExpiredTokens extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('create index concurrently if not exists refresh_token_expiry on refresh_token (expires_at)');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists refresh_token_expiry');
  }
}
