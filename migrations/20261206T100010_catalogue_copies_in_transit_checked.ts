import { Migration } from '@mikro-orm/migrations';

/** Reads all rows, which blocks neither reads nor writes. */
export class CatalogueCopiesInTransitChecked extends Migration {
  override up(): void {
    this.addSql('alter table copy validate constraint copy_status_known');
  }

  /** A validated check that is added anew as `not valid` is what the file before has made. */
  override down(): void {
    this.addSql(`
      alter table copy drop constraint copy_status_known, add constraint copy_status_known
      check (status in ('in_process', 'available', 'on_loan', 'on_hold_shelf', 'in_transit',
                        'in_repair', 'missing', 'lost', 'withdrawn')) not valid`);
  }
}
