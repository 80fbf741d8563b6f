import { Migration } from '@mikro-orm/migrations';

/** By these a patron recognises a session. Sessions from before have neither. */
export class AccountsRecognisableSessions extends Migration {
  override up(): void {
    this.addSql('alter table session add column refreshed_at timestamptz');
    this.addSql('alter table session add column user_agent text');
  }

  override down(): void {
    this.addSql('alter table session drop column user_agent');
    this.addSql('alter table session drop column refreshed_at');
  }
}
