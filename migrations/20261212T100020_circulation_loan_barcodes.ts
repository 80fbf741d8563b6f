import { Migration } from '@mikro-orm/migrations';

/** The barcode of the copy, kept in the loan. Null in loans that are older than the trigger which writes it. */
export class CirculationLoanBarcodes extends Migration {
  override up(): void {
    this.addSql('alter table loan add column copy_barcode text');
  }

  override down(): void {
    this.addSql('alter table loan drop column copy_barcode');
  }
}
