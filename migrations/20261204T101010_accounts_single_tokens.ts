import { Migration } from '@mikro-orm/migrations';

/** A token of v1 has a session as well, so that it can be listed and ended. Such a session has no refresh token. */
export class AccountsSingleTokens extends Migration {
  override up(): void {
    this.addSql('alter table session add column refreshable boolean not null default true');
  }

  override down(): void {
    this.addSql('alter table session drop column refreshable');
  }
}
