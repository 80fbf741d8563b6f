import { Migration } from '@mikro-orm/migrations';

/** API keys. Only their hashes are stored. */
export class AccountsApiKeys extends Migration {
  override up(): void {
    this.addSql(`
      create table api_key (
        id bigint generated always as identity primary key,
        patron_id bigint not null references patron,
        name text not null,
        hash text not null,
        scopes text[] not null,
        created_at timestamptz not null,
        expires_at timestamptz,
        revoked_at timestamptz
      )`);
    this.addSql('create unique index api_key_hash_unique on api_key (hash)');
    this.addSql('create index api_key_patron on api_key (patron_id, id)');
  }

  override down(): void {
    this.addSql('drop table api_key');
  }
}
