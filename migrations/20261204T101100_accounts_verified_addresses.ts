import { Migration } from '@mikro-orm/migrations';

/**
 * Whether the e-mail address of a patron is verified, the address that waits for its link, and the language of letters.
 * Accounts that exist, and those that an older release registers during an upgrade, count as verified.
 */
export class AccountsVerifiedAddresses extends Migration {
  override up(): void {
    this.addSql('alter table patron add column email_verified boolean not null default true');
    this.addSql('alter table patron add column pending_email text');
    this.addSql("alter table patron add column language text not null default 'en'");
  }

  override down(): void {
    this.addSql('alter table patron drop column language');
    this.addSql('alter table patron drop column pending_email');
    this.addSql('alter table patron drop column email_verified');
  }
}
