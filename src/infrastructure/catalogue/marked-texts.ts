import sql, { type Sql } from 'sql-template-tag';
import type { Marked } from '../../application/catalogue/catalogue-search.js';

/** Control characters as marks. All stored texts are free of them. */
const begin = '\u0002';
const end = '\u0003';
const options = `StartSel="${begin}", StopSel="${end}", HighlightAll=true`;

/** The texts of a book as columns, with the words of a query marked. */
export function markedTexts(query: Sql): Sql {
  const withMarks = (text: Sql) =>
    sql`ts_headline('catalogue', translate(${text}, ${begin + end}, ''), ${query}, ${options})`;
  return sql`
    ${withMarks(sql`book.title`)} as "markedTitle",
    array(select ${withMarks(sql`entry ->> 'name'`)}
          from jsonb_array_elements(book.contributors) with ordinality as list (entry, position)
          order by position) as "markedContributors",
    array(select ${withMarks(sql`subject`)}
          from unnest(book.subjects) with ordinality as list (subject, position)
          order by position) as "markedSubjects"`;
}

/** Splits a text at its marks. */
export function marked(text: string): Marked {
  return text
    .split(begin)
    .flatMap((piece, at) => {
      if (at === 0) return [{ text: piece, matches: false }];
      const [match = '', ...rest] = piece.split(end);
      return [
        { text: match, matches: true },
        { text: rest.join(''), matches: false },
      ];
    })
    .filter((part) => part.text !== '');
}
