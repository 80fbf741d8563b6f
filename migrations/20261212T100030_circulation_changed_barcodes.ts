import { Migration } from '@mikro-orm/migrations';

/** The loans of a copy get its new barcode, in the transaction that changes it. */
export class CirculationChangedBarcodes extends Migration {
  override up(): void {
    this.addSql(`
      create function circulation_change_barcode() returns trigger language plpgsql as $$
      begin
        update loan set copy_barcode = new.barcode where copy_id = new.id;
        return null;
      end $$`);
    this.addSql(`
      create trigger copy_barcode_in_loans after update of barcode on copy
      for each row when (old.barcode <> new.barcode) execute function circulation_change_barcode()`);
  }

  override down(): void {
    this.addSql('drop trigger copy_barcode_in_loans on copy');
    this.addSql('drop function circulation_change_barcode()');
  }
}
