import { Migration } from '@mikro-orm/migrations';

export class AccountsPatrons extends Migration {
  override up(): void {
    this.addSql(`
      create table patron (
        id bigint generated always as identity primary key,
        card_number text not null,
        username text not null,
        first_name text,
        last_name text,
        email text,
        password_hash text,
        role text not null check (role in ('patron', 'librarian', 'admin')),
        category text not null,
        expires_at timestamptz,
        blocks jsonb not null default '[]',
        created_at timestamptz not null,
        updated_at timestamptz not null,
        closed_at timestamptz,
        check (closed_at is null or (email is null and password_hash is null))
      )`);
    this.addSql('create unique index patron_card_number_unique on patron (card_number)');
    this.addSql('create unique index patron_email_unique on patron (lower(email))');
    this.addSql(`create index patron_staff on patron (role, id) where role <> 'patron'`);
    this.addSql('create sequence patron_card_number');
  }

  override down(): void {
    this.addSql('drop sequence patron_card_number');
    this.addSql('drop table patron');
  }
}
