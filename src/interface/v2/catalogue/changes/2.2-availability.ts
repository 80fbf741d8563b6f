import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields, tagPart, values } from '../../../kernel/declaration/additions.js';
import { toId } from '../../ids.js';
import { Book } from '../books/book-shapes.js';
import { BookListQuery } from '../books/list-query.js';

const before = {
  id: toId('book', 1),
  title: 'Crime and Punishment',
  subtitle: null,
  contributors: [{ name: 'Fyodor Dostoevsky', role: 'author' }],
  isbn: '978-0-14-305814-4',
  isbn13: '9780143058144',
  publisher: 'Penguin Classics',
  year: 1866,
  language: 'en',
  subjects: ['fiction', 'crime'],
  description: 'A student kills, and cannot live with it.',
  createdAt: '2026-12-01T09:30:00.000Z',
  updatedAt: '2026-12-01T09:30:00.000Z',
};

const { createdAt, updatedAt, ...first } = before;

export const availability: ContractChange = {
  id: 'v2-availability',
  minor: '2.2',
  title: 'Books have `availability`: the number of copies, and how many of them can be lent now.',
  why: 'A list of books can show which ones can be borrowed, without a request for the copies of each book.',
  adds: [
    fields(Book, 'availability'),
    values(BookListQuery, 'fields', ['availability']),
    tagPart('getBook', 'addBook', 'editBook'),
  ],
  example: {
    operationId: 'getBook',
    status: 200,
    after: { ...first, availability: { copies: 2, available: 1 }, createdAt, updatedAt },
    before,
  },
};
