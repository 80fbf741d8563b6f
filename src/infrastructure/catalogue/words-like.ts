import sql, { type Sql } from 'sql-template-tag';

/**
 * The words of the vocabulary that are most like the given one, most alike first, as a select of `word`. Those that
 * differ by a single slip are found by what both have in common, however large the vocabulary is. Only when there are
 * none it is asked for similar ones, which takes the longer the more words there are.
 */
export function wordsLike(given: Sql, limit: number): Sql {
  const byOneSlip = sql`catalogue_slips(word) && catalogue_slips(${given})`;
  const mostAlike = sql`order by similarity(word, ${given}) desc, word limit ${limit}`;
  return sql`
    (select word from catalogue_word where ${byOneSlip} ${mostAlike})
    union all
    (select word from catalogue_word
     where word % ${given} and not exists (select from catalogue_word where ${byOneSlip}) ${mostAlike})`;
}
