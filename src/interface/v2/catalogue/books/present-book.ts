import { blankDetails, type BookDetails, type BookView } from '../../../../application/catalogue/views.js';
import { omitUndefined } from '../../../kernel/input/omit-undefined.js';
import type { BookPatch, NewBook } from './book-bodies.js';
import type { Book, BookField, ListedBook } from './book-shapes.js';
import { toId } from '../../ids.js';

export function presentBook(book: BookView): Book {
  return {
    id: toId('book', book.id),
    title: book.title,
    subtitle: book.subtitle,
    contributors: book.contributors.map(({ name, role }) => ({ name, role })),
    isbn: book.isbn,
    isbn13: book.isbn13,
    publisher: book.publisher,
    year: book.year,
    language: book.language,
    subjects: [...book.subjects],
    description: book.description,
    availability: { copies: book.copies, available: book.availableCopies },
    createdAt: book.createdAt.toISOString(),
    updatedAt: book.updatedAt.toISOString(),
  };
}

/** Loans and returns change the number of available copies, but not the revision of the book. */
export function tagOf(
  { revision, copies, availableCopies }: BookView,
  tag: (revision: number, rest: string) => string,
): string {
  return tag(revision, `${copies}.${availableCopies}`);
}

/** The id and the requested fields; all fields if none were requested. */
export function presentFields(book: BookView, fields: readonly BookField[] | undefined): ListedBook {
  const { id, ...others } = presentBook(book);
  if (fields === undefined) return { id, ...others };
  const asked = Object.entries(others).filter(([name]) => (fields as readonly string[]).includes(name));
  return { id, ...Object.fromEntries(asked) };
}

export function newBook(body: NewBook): BookDetails {
  return { ...blankDetails, ...bookChanges(body), title: body.title };
}

/** Only the fields that the client has sent. A null list becomes an empty one. */
export function bookChanges(body: BookPatch): Partial<BookDetails> {
  return omitUndefined({
    title: body.title,
    subtitle: body.subtitle,
    contributors: contributorsOf(body),
    isbn: body.isbn,
    publisher: body.publisher,
    year: body.year,
    language: body.language,
    subjects: body.subjects === null ? [] : body.subjects,
    description: body.description,
  } satisfies Record<keyof BookDetails, unknown>);
}

/** Copies each field, in the order in which the core stores and compares them. */
function contributorsOf({ contributors }: BookPatch): BookDetails['contributors'] | undefined {
  if (contributors === undefined) return undefined;
  return (contributors ?? []).map(({ name, role }) => ({ name, role }));
}
