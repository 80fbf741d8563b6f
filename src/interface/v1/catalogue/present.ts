import {
  blankDetails,
  type BookDetails,
  type BookView,
  type Contributor,
} from '../../../application/catalogue/views.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { v2Id } from '../ids-in-v2.js';
import type { AddBookBody, BookV1, ReviseBookBody } from './shapes.js';

export function presentBook(book: BookView): BookV1 {
  return {
    id: book.id,
    v2_id: v2Id('book', book.id),
    title: book.title,
    author: authorOf(book.contributors),
    isbn: book.isbn,
    isbn13: book.isbn13,
    genre: genreOf(book.subjects),
    subjects: book.subjects,
    year: book.year,
    publisher: book.publisher,
    language: book.language,
    description: book.description,
    copies: book.copies,
    available_copies: book.availableCopies,
    created_at: book.createdAt.toISOString(),
    updated_at: book.updatedAt.toISOString(),
  };
}

/** Loans and returns change the number of free copies, but not the revision of the book. */
export function tagOf(
  { revision, copies, availableCopies }: BookView,
  tag: (revision: number, rest: string) => string,
): string {
  return tag(revision, `${copies}.${availableCopies}`);
}

/** The authors. For a book without an author, such as an edited volume, all other contributors. */
function authorOf(contributors: readonly Contributor[]): string | null {
  const authors = contributors.filter(({ role }) => role === 'author');
  const named = authors.length > 0 ? authors : contributors;
  return named.map(({ name }) => name).join(', ') || null;
}

/** v1 has one subject, the first. */
function genreOf(subjects: readonly string[]): string | null {
  return subjects[0] ?? null;
}

export function newBook(body: AddBookBody): BookDetails {
  return {
    ...blankDetails,
    title: body.title,
    contributors: body.author ? [{ name: body.author, role: 'author' }] : [],
    isbn: body.isbn ?? null,
    publisher: body.publisher ?? null,
    year: body.year ?? null,
    language: body.language ?? null,
    subjects: body.genre ? [body.genre] : [],
    description: body.description ?? null,
  };
}

/**
 * Only the fields that the client has sent. `author` and `genre` of v1 stand for lists in the core. A list stays as it
 * is if the client sends back the text that v1 shows for it, so that a v1 client cannot delete entries that it never
 * saw.
 */
export function bookChanges(body: ReviseBookBody, present: BookDetails): Partial<BookDetails> {
  const { title, author, isbn, genre, year, publisher, language, description } = body;
  const contributors = author === authorOf(present.contributors) ? undefined : withAuthor(present, author);
  const subjects = genre === genreOf(present.subjects) ? undefined : withGenre(present, genre);
  return omitUndefined({ title, contributors, isbn, subjects, year, publisher, language, description });
}

function withAuthor(
  { contributors }: BookDetails,
  author: string | null | undefined,
): Contributor[] | undefined {
  if (author === undefined) return undefined;
  const others = contributors.filter(({ role }) => role !== 'author');
  return author === null ? others : [{ name: author, role: 'author' }, ...others];
}

function withGenre({ subjects }: BookDetails, genre: string | null | undefined): string[] | undefined {
  if (genre === undefined) return undefined;
  return [...(genre === null ? [] : [genre]), ...subjects.slice(1)];
}
