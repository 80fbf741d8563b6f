import { Migration } from '@mikro-orm/migrations';

/** The networks from which accounts were signed in to, for the limits of signing in. */
export class AccountsSignInNetworks extends Migration {
  override up(): void {
    this.addSql(`
      create table sign_in_network (
        patron_id bigint not null references patron,
        network cidr not null,
        seen_at timestamptz not null,
        primary key (patron_id, network)
      )`);
    this.addSql('create index sign_in_network_seen on sign_in_network (seen_at)');
  }

  override down(): void {
    this.addSql('drop table sign_in_network');
  }
}
