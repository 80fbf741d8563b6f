import { defineEntity, p } from '@mikro-orm/postgresql';
import { Book, type Contributor } from '../../domain/catalogue/book.js';
import { Copy, type CopyStatus } from '../../domain/catalogue/copy.js';
import type { StoredFields } from '../kernel/transaction/stored-fields.js';

export const bookSchema = defineEntity({
  class: Book,
  tableName: 'book',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    title: p.text(),
    subtitle: p.text().nullable(),
    contributors: p.json<readonly Contributor[]>(),
    isbn: p.text().nullable(),
    isbn13: p.text().nullable(),
    publisher: p.text().nullable(),
    year: p.integer().nullable(),
    language: p.text().nullable(),
    subjects: p.array(),
    description: p.text().nullable(),
    revision: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    withdrawnAt: p.datetime().nullable(),
  } satisfies Record<StoredFields<Book>, unknown>,
});

export const copySchema = defineEntity({
  class: Copy,
  tableName: 'copy',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    bookId: p.bigint('number'),
    barcode: p.text(),
    kind: p.text(),
    status: p.text().$type<CopyStatus>(),
    callNumber: p.text().nullable(),
    shelf: p.text().nullable(),
    revision: p.integer(),
    createdAt: p.datetime(),
  } satisfies Record<StoredFields<Copy>, unknown>,
});
