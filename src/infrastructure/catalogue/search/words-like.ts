import sql, { type Sql } from 'sql-template-tag';

/**
 * The words of the vocabulary that are most similar to the given one, best first, as a select of `word`. Words that
 * differ by one typing error are found by an index, in a vocabulary of any size. Only if there are none, similar words
 * are searched, which takes longer the larger the vocabulary is.
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
