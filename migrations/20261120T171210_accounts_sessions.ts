import { Migration } from '@mikro-orm/migrations';

/** Sessions and their refresh tokens. Only the hashes of tokens are stored. */
export class AccountsSessions extends Migration {
  override up(): void {
    this.addSql(`
      create table session (
        id bigint generated always as identity primary key,
        patron_id bigint not null references patron,
        started_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz
      )`);
    this.addSql('create index session_patron on session (patron_id)');
    this.addSql(`
      create table refresh_token (
        hash text primary key,
        session_id bigint not null references session on delete cascade,
        expires_at timestamptz not null,
        spent_at timestamptz
      )`);
    this.addSql('create index refresh_token_session on refresh_token (session_id)');
  }

  override down(): void {
    this.addSql('drop table refresh_token');
    this.addSql('drop table session');
  }
}
