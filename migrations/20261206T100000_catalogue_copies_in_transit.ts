import { Migration } from '@mikro-orm/migrations';

/** Copies that are on their way between branches. No release writes this status yet; clients know it from the first one. */
export class CatalogueCopiesInTransit extends Migration {
  override up(): void {
    this.addSql(`
      alter table copy drop constraint copy_status_check, add constraint copy_status_known
      check (status in ('in_process', 'available', 'on_loan', 'on_hold_shelf', 'in_transit',
                        'in_repair', 'missing', 'lost', 'withdrawn')) not valid`);
  }

  override down(): void {
    this.addSql(`
      alter table copy drop constraint copy_status_known, add constraint copy_status_check
      check (status in ('in_process', 'available', 'on_loan', 'on_hold_shelf',
                        'in_repair', 'missing', 'lost', 'withdrawn'))`);
  }
}
