import { Migration } from '@mikro-orm/migrations';

/**
 * Returns a word and its variants without one of its letters. Two words share a variant when they differ by one letter
 * or by two swapped letters.
 */
export class CatalogueSlips extends Migration {
  override up(): void {
    // Not parallel safe: callers find only a few rows, and starting workers would take longer.
    this.addSql(`
      create function catalogue_slips(word text) returns text[]
      language sql immutable strict
      return (select array_agg(left(word, at) || substr(word, at + 2)) || word
              from generate_series(0, least(length(word), 60) - 1) as at)`);
  }

  override down(): void {
    this.addSql('drop function catalogue_slips(text)');
  }
}
