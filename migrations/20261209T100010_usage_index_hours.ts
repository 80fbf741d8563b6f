import { Migration } from '@mikro-orm/migrations';

/** For the questions about an end of life: who uses these operations, in a span of time. */
export class UsageIndexHours extends Migration {
  override up(): void {
    this.addSql(
      'create index concurrently if not exists usage_hour_part on usage_hour (operation_id, major, element, hour)',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists usage_hour_part');
  }

  override isTransactional(): boolean {
    return false;
  }
}
