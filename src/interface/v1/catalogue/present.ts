import type { BookDetails, BookView, Contributor } from '../../../application/catalogue/views.js';
import type { AddBookBody, BookV1, ReviseBookBody } from './shapes.js';

export function presentBook(book: BookView): BookV1 {
  return {
    id: book.id,
    title: book.title,
    author: authorOf(book.contributors),
    isbn: book.isbn,
    genre: book.subjects[0] ?? null,
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

/** The authors; for a book without any, such as an edited one, whoever else made it. */
function authorOf(contributors: readonly Contributor[]): string | null {
  const authors = contributors.filter(({ role }) => role === 'author');
  const named = authors.length > 0 ? authors : contributors;
  return named.map(({ name }) => name).join(', ') || null;
}

export function newBook(body: AddBookBody): BookDetails {
  return {
    title: body.title,
    subtitle: null,
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
 * Only what the client has sent. What v1 shows in one text and the core keeps in parts is left alone as long as the
 * client sends back the text it was shown, so that a v1 client cannot wipe what it never saw.
 */
export function bookChanges(body: ReviseBookBody, present: BookView): Partial<BookDetails> {
  const { title, author, isbn, genre, year, publisher, language, description } = body;
  const otherAuthor = author !== undefined && author !== authorOf(present.contributors);
  const otherGenre = genre !== undefined && genre !== (present.subjects[0] ?? null);
  return {
    ...(title !== undefined && { title }),
    ...(otherAuthor && { contributors: withAuthor(present.contributors, author) }),
    ...(isbn !== undefined && { isbn }),
    ...(otherGenre && { subjects: [...(genre === null ? [] : [genre]), ...present.subjects.slice(1)] }),
    ...(year !== undefined && { year }),
    ...(publisher !== undefined && { publisher }),
    ...(language !== undefined && { language }),
    ...(description !== undefined && { description }),
  };
}

function withAuthor(contributors: readonly Contributor[], author: string | null): readonly Contributor[] {
  const others = contributors.filter(({ role }) => role !== 'author');
  return author === null ? others : [{ name: author, role: 'author' }, ...others];
}
