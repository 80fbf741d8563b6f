import { Migration } from '@mikro-orm/migrations';

/** A search for a whole title finds its book first, however many books have its words. */
export class CatalogueIndexTitles extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(
      'create index concurrently if not exists book_title_key on book using hash (catalogue_key(title))',
    );
  }

  override down(): void {
    this.addSql('drop index concurrently if exists book_title_key');
  }
}
