import { blankDetails, Book, type BookDetails, type Contributor } from '../../../domain/catalogue/book.js';
import type { MatchKey, Matched, Candidate } from './catalogue-import.js';
import type { ImportEntry } from './import-entry.js';
import { BookIndex } from './match.js';

/** What to do with a row: its book and the changed fields of that book; `changed` is undefined for a new book. */
export interface Decision {
  readonly entry: ImportEntry;
  readonly book: Book;
  readonly changed: readonly string[] | undefined;
}

/** Decides for rows that were matched together, with the same result as one after the other. Stores nothing. */
export function decide(entries: readonly ImportEntry[], matched: Matched, now: Date): Decision[] {
  const index = new BookIndex(matched);
  return entries.flatMap((entry, at) => {
    const matchKey = matched.matchKeys[at];
    return matchKey ? decideOne(entry, matchKey, index, now) : [];
  });
}

function decideOne(entry: ImportEntry, matchKey: MatchKey, index: BookIndex, now: Date): Decision {
  const { details, isbn13 } = entry;
  const known = index.find(isbn13, matchKey);
  if (!known) {
    const book = new Book({ ...blankDetails, ...details }, now);
    index.add(book, matchKey);
    return { entry, book, changed: undefined };
  }
  const changed = known.book.revise(changesTo(known.book, details), now);
  if (changed.length > 0) index.changed(known, combined(known.matchKey, matchKey, details));
  return { entry, book: known.book, changed };
}

export function candidateOf({ details, isbn13 }: ImportEntry): Candidate {
  const { title, contributors = [], year = null } = details;
  return { isbn13, title, names: namesOf(contributors), year };
}

/**
 * What a row would change. An ISBN in another form is not a change. Contributors with the same names keep their roles,
 * as a file contains no roles.
 */
function changesTo(
  book: Book,
  { isbn, contributors, ...others }: ImportEntry['details'],
): Partial<BookDetails> {
  const sameNames = String(namesOf(contributors ?? [])) === String(namesOf(book.contributors));
  return {
    ...others,
    ...(contributors && !sameNames && { contributors }),
    ...(isbn !== undefined && book.isbn13 === null && { isbn }),
  };
}

/** The match key of a changed book. A detail that the row lacks keeps its old value. */
function combined(
  before: MatchKey,
  given: MatchKey,
  { contributors, year }: ImportEntry['details'],
): MatchKey {
  return {
    title: given.title,
    names: contributors ? given.names : before.names,
    year: year === undefined ? before.year : given.year,
  };
}

function namesOf(contributors: readonly Contributor[]): string[] {
  return contributors.map(({ name }) => name);
}
