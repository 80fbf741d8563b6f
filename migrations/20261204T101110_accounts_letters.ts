import { Migration } from '@mikro-orm/migrations';

/**
 * Letters about accounts that wait for the worker, and the hashes of links that were mailed. A letter without a patron
 * was asked for with an unknown address; it is stored so that the request takes as long, and is never sent.
 */
export class AccountsLetters extends Migration {
  override up(): void {
    this.addSql(`
      create table account_letter (
        id bigint generated always as identity primary key,
        patron_id bigint references patron,
        kind text not null,
        email text,
        at timestamptz not null,
        attempts integer not null default 0,
        retry_at timestamptz not null
      )`);
    this.addSql('create index account_letter_patron on account_letter (patron_id)');
    this.addSql('create index account_letter_waiting on account_letter (retry_at)');
    this.addSql('create index account_letter_age on account_letter (at)');
    this.addSql(`
      create table account_link (
        hash text primary key,
        patron_id bigint not null references patron,
        purpose text not null check (purpose in ('verification', 'reset')),
        email text,
        expires_at timestamptz not null
      )`);
    this.addSql('create index account_link_patron on account_link (patron_id)');
    this.addSql('create index account_link_expiry on account_link (expires_at)');
  }

  override down(): void {
    this.addSql('drop table account_link');
    this.addSql('drop table account_letter');
  }
}
