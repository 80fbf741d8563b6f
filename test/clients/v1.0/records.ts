/** The fields of 1.0, in their order: a client of 1.0 sees these and no others. */
export const bookFields = [
  'id',
  'title',
  'author',
  'isbn',
  'genre',
  'year',
  'publisher',
  'language',
  'description',
  'copies',
  'available_copies',
  'created_at',
  'updated_at',
];

export const loanFields = [
  'id',
  'book_id',
  'user_id',
  'status',
  'borrowed_at',
  'due_date',
  'returned_at',
  'renewals',
];

export const userFields = ['id', 'username', 'email', 'first_name', 'last_name', 'role', 'created_at'];

export const crime = {
  title: 'Crime and Punishment',
  author: 'Fyodor Dostoevsky',
  isbn: '978-0-14-305814-4',
  genre: 'fiction',
  year: 1866,
  publisher: 'Penguin Classics',
  language: 'en',
  description: 'A student kills, and cannot live with it.',
  copies: 2,
};
