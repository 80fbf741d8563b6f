import type { BookView, CopyView } from '../../../src/application/catalogue/views.js';

/** Book 7 in its revision 4 with a value in every field, and these changes. */
export function aBook(changes: Partial<BookView> = {}): BookView {
  return {
    id: 7,
    title: 'Crime and Punishment',
    subtitle: 'A Novel in Six Parts',
    contributors: [
      { name: 'Constance Garnett', role: 'translator' },
      { name: 'Fyodor Dostoevsky', role: 'author' },
    ],
    isbn: '978-0-14-305814-4',
    isbn13: '9780143058144',
    publisher: 'Penguin Classics',
    year: 1866,
    language: 'en',
    subjects: ['fiction', 'crime'],
    description: 'A student kills, and cannot live with it.',
    copies: 3,
    availableCopies: 2,
    revision: 4,
    createdAt: new Date('2026-12-01T09:30:00Z'),
    updatedAt: new Date('2026-12-02T10:45:00Z'),
    ...changes,
  };
}

/** Copy 11 of book 7 in its revision 2 with a value in every field, and these changes. */
export function aCopy(changes: Partial<CopyView> = {}): CopyView {
  return {
    id: 11,
    bookId: 7,
    barcode: 'C00000011',
    status: 'available',
    kind: 'short_loan',
    callNumber: '891.73 DOS',
    shelf: 'Novels 4',
    revision: 2,
    createdAt: new Date('2026-12-01T09:30:00Z'),
    ...changes,
  };
}
