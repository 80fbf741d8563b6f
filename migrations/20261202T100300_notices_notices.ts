import { Migration } from '@mikro-orm/migrations';

/**
 * At most one mail for each reader and day, and the days whose planning is complete. A notice without a patron is the
 * list for staff.
 */
export class NoticesNotices extends Migration {
  override up(): void {
    this.addSql(`
      create table notice (
        id bigint generated always as identity primary key,
        patron_id bigint references patron,
        day date not null,
        attempts integer not null default 0,
        retry_at timestamptz not null,
        settled_at timestamptz
      )`);
    this.addSql('create unique index notice_patron_day on notice (patron_id, day)');
    this.addSql('create unique index notice_list_day on notice (day) where patron_id is null');
    this.addSql('create index notice_waiting on notice (retry_at) where settled_at is null');
    this.addSql('create index notice_day_order on notice (day)');
    this.addSql('create table notice_day (day date primary key)');
  }

  override down(): void {
    this.addSql('drop table notice_day');
    this.addSql('drop table notice');
  }
}
