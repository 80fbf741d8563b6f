import { Migration } from '@mikro-orm/migrations';

/** For the questions about an end of life: who uses these operations, in a span of time. */
export class UsageIndexDays extends Migration {
  override up(): void {
    this.addSql(
      'create index concurrently if not exists usage_day_part on usage_day (operation_id, major, element, day)',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists usage_day_part');
  }

  override isTransactional(): boolean {
    return false;
  }
}
