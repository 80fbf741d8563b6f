import { Migration } from '@mikro-orm/migrations';

/**
 * A word, and what is left of it without one of its letters. Of two words that differ by one letter, or by two that
 * have changed places, these have something in common.
 */
export class CatalogueSlips extends Migration {
  override up(): void {
    // Not parallel safe: what asks for it finds a handful of rows, and workers would take longer to start.
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
