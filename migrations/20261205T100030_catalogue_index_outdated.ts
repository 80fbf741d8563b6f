import { Migration } from '@mikro-orm/migrations';

/** The books whose search documents an older release made, for the job that refreshes them. It is soon empty. */
export class CatalogueIndexOutdated extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    this.addSql(`
      create index concurrently if not exists book_outdated on book (id) where document_form = 1`);
  }

  override down(): void {
    this.addSql('drop index concurrently if exists book_outdated');
  }
}
