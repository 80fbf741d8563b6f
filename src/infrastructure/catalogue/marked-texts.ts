import sql, { type Sql } from 'sql-template-tag';
import type { Marked } from '../../application/catalogue/search/catalogue-search.js';

/** A text of a book, and the same text as the index has it. */
export interface FoundText {
  readonly text: string;
  readonly normal: string;
}

/** The texts of a book as columns of `FoundText`, which are marked after they are read. */
export function foundTexts(): Sql {
  const withNormal = (text: Sql) =>
    sql`jsonb_build_object('text', ${text}, 'normal', catalogue_text(${text}))`;
  return sql`
    ${withNormal(sql`book.title`)} as "foundTitle",
    array(select ${withNormal(sql`entry ->> 'name'`)}
          from jsonb_array_elements(book.contributors) with ordinality as list (entry, position)
          order by position) as "foundContributors",
    array(select ${withNormal(sql`subject`)}
          from unnest(book.subjects) with ordinality as list (subject, position)
          order by position) as "foundSubjects"`;
}

/** A part of a text. What is between words has the normal form ''. */
interface Piece {
  readonly text: string;
  readonly normal: string;
}

const apostrophe = String.raw`\u02B9\u02BB-\u02BF\u02C8\uA78B\uA78C`;
const invisible = String.raw`\u00AD\u061C\u200D-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF`;
const wordOrNot = new RegExp(
  String.raw`((?:(?![${apostrophe}])[\p{L}\p{M}\p{N}${invisible}])+)|(?:[${apostrophe}]|[^\p{L}\p{M}\p{N}${invisible}])+`,
  'gu',
);
/** Scripts without spaces between words, and Korean: a part of a word may match. */
const wordless =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const control = new RegExp(String.raw`[\u0001-\u0008\u000E-\u001F]`, 'gu');

/** Splits texts at the matches of a query. */
export class Highlighter {
  private readonly words: ReadonlySet<string>;

  /** @param query its normal text */
  constructor(query: string) {
    const words = query.split(' ').flatMap((word) => [word.replaceAll("'", ''), ...word.split("'")]);
    const initials = query.match(/(?<!\S)\S(?: \S)+(?!\S)/gu) ?? [];
    this.words = new Set([...words, ...initials.map((run) => run.replaceAll(' ', ''))].filter(Boolean));
  }

  mark(found: FoundText): Marked {
    // HTML has no control characters.
    const pieces = piecesOf({ ...found, text: found.text.replaceAll(control, '') });
    const matches = this.matched(pieces.map(({ normal }) => normal));
    const marked: { text: string; matches: boolean }[] = [];
    for (const [at, { text }] of pieces.entries()) {
      const last = marked.at(-1);
      if (last?.matches === matches.has(at)) last.text += text;
      else marked.push({ text, matches: matches.has(at) });
    }
    return marked;
  }

  /** The places of all pieces that are, alone or with the following ones, a word of the query. */
  private matched(normals: readonly string[]): ReadonlySet<number> {
    const found = new Set<number>();
    for (const start of normals.keys())
      for (const word of this.words) {
        const end = normals[start] === '' ? undefined : endOf(word, normals, start);
        if (end !== undefined) for (const at of normals.keys()) if (at >= start && at <= end) found.add(at);
      }
    return found;
  }
}

/** The last of the pieces that make up the word from `start` on; undefined if they do not. */
function endOf(word: string, normals: readonly string[], start: number): number | undefined {
  let rest = word;
  for (let at = start; at < normals.length; at++) {
    const normal = normals[at] ?? '';
    if (!rest.startsWith(normal)) return undefined;
    rest = rest.slice(normal.length);
    if (rest === '') return at;
  }
  return undefined;
}

/** Pairs the words of a text with those of its normal form. Without a pair for each, no word has a normal form. */
function piecesOf({ text, normal }: FoundText): Piece[] {
  const parts = [...text.matchAll(wordOrNot)];
  const normals = normal.split(/[ ']+/).filter(Boolean);
  const sizes = parts.map(([part, word]) => (word === undefined ? 0 : sizeOf(part)));
  if (sizes.reduce((sum, size) => sum + size, 0) !== normals.length) return [{ text, normal: '' }];
  let next = 0;
  return parts.flatMap(([part], at) => {
    const own = normals.slice(next, (next += sizes[at] ?? 0)).join('');
    return wordless.test(part) ? characters(part, own) : [{ text: part, normal: own }];
  });
}

/** How many words the normal form of a word has: none if it is only marks, several if it is a sign like ½. */
function sizeOf(word: string): number {
  const letters = word.normalize('NFKD').replaceAll(new RegExp(`[\\u0300-\\u036f${invisible}]`, 'gu'), '');
  return letters.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean).length;
}

function characters(text: string, normal: string): Piece[] {
  const normals = normal.match(/.\p{M}*/gsu) ?? [];
  const texts = text.match(/.[\p{M}\uFF9E\uFF9F]*/gsu) ?? [];
  if (texts.length !== normals.length) return [{ text, normal }];
  return texts.map((each, at) => ({ text: each, normal: normals[at] ?? '' }));
}
