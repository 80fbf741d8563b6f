import { Migration } from '@mikro-orm/migrations';

/** Revisions of copies, and indexes for keyset pagination of books. */
export class CatalogueCopyRevisions extends Migration {
  override up(): void {
    this.addSql('alter table copy add column revision integer not null default 1');
    this.addSql('create index book_title_place on book (left(fold(title), 200), id)');
    this.addSql(
      'create index book_author_place on book (left(fold(contributor_names(contributors)), 200), id)',
    );
    this.addSql(`
      create index book_author_backwards
      on book (left(fold(contributor_names(contributors)), 200) desc nulls last, id)`);
    this.addSql('create index book_year_newest on book (year desc nulls last, id)');
    this.addSql('create index book_created on book (created_at, id)');
  }

  override down(): void {
    this.addSql('drop index book_created');
    this.addSql('drop index book_year_newest');
    this.addSql('drop index book_author_backwards');
    this.addSql('drop index book_author_place');
    this.addSql('drop index book_title_place');
    this.addSql('alter table copy drop column revision');
  }
}
