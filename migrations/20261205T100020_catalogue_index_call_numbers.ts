import { Migration } from '@mikro-orm/migrations';

/** A search for a call number finds its book first. */
export class CatalogueIndexCallNumbers extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(
      'create index concurrently if not exists copy_call_number on copy using hash (catalogue_text(call_number))',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists copy_call_number');
  }
}
