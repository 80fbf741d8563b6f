import { inject, injectable } from 'tsyringe';
import sql, { raw, type Sql } from 'sql-template-tag';
import { isbnsIn } from '../../../domain/catalogue/isbn.js';
import { Database } from '../../kernel/postgres/database.js';
import { candidates, wordsRead, type SearchWords } from './search-sql.js';
import { wordsLike } from './words-like.js';

/** A word of a query. */
interface GivenWord {
  readonly word: string;
  /** Whether the vocabulary has it. */
  readonly known: boolean;
  /** Words of the vocabulary, most similar first. */
  readonly similar: readonly string[];
}

const isShown = sql`withdrawn_at is null`;

/** Reads the words of searches, and corrects them from the vocabulary of the catalogue. */
@injectable()
export class Spelling {
  constructor(@inject(Database) private readonly database: Database) {}

  async read(words: string): Promise<SearchWords> {
    const isbns = isbnsIn(words).map(({ isbn13 }) => isbn13);
    const [read] = await this.database.rows<SearchWords>(wordsRead(words, isbns));
    if (!read) throw new Error('PostgreSQL did not read the words of a search.');
    return read;
  }

  /**
   * The words of a book that are most similar to the given ones. Null when a book has the given words, or when none has
   * similar ones. Known words are replaced only if no book has them beside the others.
   */
  async correction(words: SearchWords): Promise<string | null> {
    if (await this.finds(words)) return null;
    const query = await this.queryWords(words);
    const unknownOnly = query.map(({ word, known, similar }) => (known ? [word] : similar));
    const any = query.map(({ word, known, similar }) => (known ? [word, ...similar] : similar));
    return (await this.nearest(words, unknownOnly)) ?? this.nearest(words, any);
  }

  private async finds(words: SearchWords): Promise<boolean> {
    const rows = await this.database.rows(sql`select from ${candidates(words, isShown)} as book limit 1`);
    return rows.length > 0;
  }

  /** Short words have too many similar ones. */
  private queryWords({ normal }: SearchWords): Promise<GivenWord[]> {
    return this.database.rows<GivenWord>(sql`
      select word,
             length(word) < 3 or coalesce((select true from catalogue_word as same where same.word = given.word), false)
               as known,
             case when length(word) < 3 then '{}' else array(${wordsLike(sql`given.word`, 6)}) end as similar
      from (select replace(each, '''', '') as word, place
            from string_to_table(${normal}::text, ' ') with ordinality as list (each, place)) as given
      where word <> '' order by place`);
  }

  /** The given words, each replaced by the alternative that the best book has. */
  private async nearest(
    { normal }: SearchWords,
    alternatives: readonly (readonly string[])[],
  ): Promise<string | null> {
    if (alternatives.length === 0 || alternatives.some((each) => each.length === 0)) return null;
    const query = alternatives.map((each) => `(${each.join(' | ')})`).join(' & ');
    const [best] = await this.database.rows<{ lexemes: string[] }>(sql`
      select tsvector_to_array(document) as lexemes
      from (select * from book where ${isShown} and document @@ cast(${query} as tsquery)
            order by id limit 2500) as book
      order by ${similarityTo(normal)} desc, id limit 1`);
    if (!best) return null;
    const lexemes = new Set(best.lexemes);
    return alternatives.map((each) => each.find((word) => lexemes.has(word)) ?? each[0]).join(' ');
  }
}

/** How similar the texts of a book are to the words: the title alone, or with the names. */
function similarityTo(normal: string): Sql {
  const title = raw('fold(title)');
  const all = raw(`fold(title || ' ' || coalesce(contributor_names(contributors), ''))`);
  return sql`greatest(similarity(${title}, ${normal}), similarity(${all}, ${normal}))`;
}
