import { Migration } from '@mikro-orm/migrations';

/** The web processes that are running, so that each can take its share of a limit without Redis. */
export class KernelRunningInstances extends Migration {
  override up(): void {
    this.addSql(`
      create table running_instance (
        id uuid primary key,
        seen_at timestamptz not null
      )`);
  }

  override down(): void {
    this.addSql('drop table running_instance');
  }
}
