import { Migration } from '@mikro-orm/migrations';

/**
 * A new loan gets the barcode of its copy, also from a release that does not know the column. So does a loan that is moved to
 * another copy. The copy is locked against a change of its barcode, which would not find a loan that is not committed.
 */
export class CirculationNewBarcodes extends Migration {
  override up(): void {
    this.addSql(`
      create function circulation_write_barcode() returns trigger language plpgsql as $$
      begin
        new.copy_barcode := (select barcode from copy where id = new.copy_id for share);
        return new;
      end $$`);
    this.addSql(`
      create trigger loan_with_barcode before insert or update of copy_id on loan
      for each row execute function circulation_write_barcode()`);
  }

  override down(): void {
    this.addSql('drop trigger loan_with_barcode on loan');
    this.addSql('drop function circulation_write_barcode()');
  }
}
