import { Migration } from '@mikro-orm/migrations';

/**
 * The share of books that have a word, of all words that are not rare, from a sample. A job fills it. Until then,
 * searches read all their words in the index.
 */
export class CatalogueWordShares extends Migration {
  override up(): void {
    this.addSql('create table catalogue_word_share (word text primary key, share real not null)');
    this.addSql('create index catalogue_word_share_least on catalogue_word_share (share)');
  }

  override down(): void {
    this.addSql('drop table catalogue_word_share');
  }
}
