import { Migration } from '@mikro-orm/migrations';

/** Every token names the generation of its account. A higher number in the account ends all tokens before it. */
export class AccountsTokenGeneration extends Migration {
  override up(): void {
    this.addSql('alter table patron add column token_generation integer not null default 1');
  }

  override down(): void {
    this.addSql('alter table patron drop column token_generation');
  }
}
