import type { Publication } from '@shelflife/opds';
import type { BookView } from '../../../application/catalogue/views.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';

/** A book of which only the year is known has no day of publication. */
export function presentPublication(book: BookView): Publication {
  const { id, title, isbn13, contributors, subjects, updatedAt, copies, availableCopies } = book;
  return {
    id: String(id),
    title,
    contributors: contributors.map(({ name, role }) => ({ name, role })),
    subjects: [...subjects],
    modified: updatedAt.toISOString(),
    copies: { total: copies, available: availableCopies },
    ...omitUndefined({
      subtitle: book.subtitle ?? undefined,
      identifier: isbn13 === null ? undefined : `urn:isbn:${isbn13}`,
      publisher: book.publisher ?? undefined,
      language: book.language ?? undefined,
      description: book.description ?? undefined,
    }),
  };
}
