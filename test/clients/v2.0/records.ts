/** The fields of 2.0, in their order: a client of 2.0 sees these and no others. */
export const bookFields = [
  'id',
  'title',
  'subtitle',
  'contributors',
  'isbn',
  'isbn13',
  'publisher',
  'year',
  'language',
  'subjects',
  'description',
  'createdAt',
  'updatedAt',
];

export const copyFields = ['id', 'bookId', 'barcode', 'status', 'kind', 'callNumber', 'shelf', 'createdAt'];

export const loanFields = [
  'id',
  'copyId',
  'copyBarcode',
  'bookId',
  'patronId',
  'status',
  'borrowedAt',
  'dueAt',
  'returnedAt',
  'renewals',
];

export const crime = {
  title: 'Crime and Punishment',
  contributors: [
    { name: 'Fyodor Dostoevsky', role: 'author' as const },
    { name: 'Richard Pevear', role: 'translator' as const },
  ],
  isbn: '978-0-14-305814-4',
  publisher: 'Penguin Classics',
  year: 1866,
  language: 'en',
  subjects: ['fiction', 'crime'],
  description: 'A student kills, and cannot live with it.',
};
