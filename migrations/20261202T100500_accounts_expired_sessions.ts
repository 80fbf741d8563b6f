import { Migration } from '@mikro-orm/migrations';

/** Finds expired sessions without reading all sessions. */
export class AccountsExpiredSessions extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('create index concurrently if not exists session_expiry on session (expires_at)');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists session_expiry');
  }
}
