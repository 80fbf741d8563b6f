import { Migration } from '@mikro-orm/migrations';

/** A new loan gets the barcode of its copy, also from a release that does not know the column. */
export class CirculationNewBarcodes extends Migration {
  override up(): void {
    this.addSql(`
      create function circulation_write_barcode() returns trigger language plpgsql as $$
      begin
        new.copy_barcode := (select barcode from copy where id = new.copy_id);
        return new;
      end $$`);
    this.addSql(`
      create trigger loan_with_barcode before insert on loan
      for each row execute function circulation_write_barcode()`);
  }

  override down(): void {
    this.addSql('drop trigger loan_with_barcode on loan');
    this.addSql('drop function circulation_write_barcode()');
  }
}
