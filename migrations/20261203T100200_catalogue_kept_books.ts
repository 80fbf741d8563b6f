import { Migration } from '@mikro-orm/migrations';

/** Counts the books of a library, and skips to a late page, without reading each book. */
export class CatalogueKeptBooks extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql('create index concurrently if not exists book_kept on book (id) where withdrawn_at is null');
  }

  override down(): void {
    this.addSql('drop index concurrently if exists book_kept');
  }
}
