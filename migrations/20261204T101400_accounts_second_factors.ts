import { Migration } from '@mikro-orm/migrations';

/** Second factors of staff. Secrets are sealed, recovery codes are hashed. A session knows whether it passed one. */
export class AccountsSecondFactors extends Migration {
  override up(): void {
    this.addSql(`
      create table second_factor (
        patron_id bigint primary key references patron,
        secret text,
        new_secret text,
        confirmed_at timestamptz,
        last_step bigint not null,
        recovery_codes text[] not null,
        grace_used_at timestamptz,
        check ((secret is null) = (confirmed_at is null))
      )`);
    this.addSql('alter table session add column second_factor_at timestamptz');
  }

  override down(): void {
    this.addSql('alter table session drop column second_factor_at');
    this.addSql('drop table second_factor');
  }
}
