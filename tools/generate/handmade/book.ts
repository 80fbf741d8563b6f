import type { Handmade } from './handmade.js';
import {
  arbitrary,
  conversation,
  inAnswer,
  inDetails,
  inNew,
  inPatch,
  inShown,
  mapped,
  read,
  sample,
  shown,
} from './snippets.js';

const domain = 'src/domain/catalogue/book.ts';
const stored = 'src/infrastructure/catalogue';
const shapes = 'src/interface/v2/catalogue/books/book-shapes.ts';
const bodies = 'src/interface/v2/catalogue/books/book-bodies.ts';
const present = 'src/interface/v2/catalogue/books/present-book.ts';

export const book: Handmade = {
  entity: 'book',
  plural: 'books',
  feature: 'catalogue',
  beside: 'description',
  domain,
  views: 'src/application/catalogue/views.ts',
  shapes: [
    ['Book', shapes],
    ['NewBook', bodies],
    ['BookPatch', bodies],
  ],
  query: ['BookListQuery', 'src/interface/v2/catalogue/books/list-query.ts'],
  paths: { add: "'/v2/books'", one: '/v2/books' },
  json: "title: 'Emma',",
  places: [
    { path: domain, declaration: 'BookDetails', write: inDetails },
    { path: domain, declaration: 'blankDetails', write: ({ name, blank }) => `${name}: ${blank}` },
    { path: domain, declaration: 'Book', write: ({ name, type }) => `${name}!: ${type};` },
    { path: domain, declaration: 'detailsOf', times: 2, write: ({ name }) => name },
    { path: `${stored}/mappings.ts`, declaration: 'bookSchema', write: mapped },
    {
      path: `${stored}/book-sql.ts`,
      declaration: 'columnOf',
      write: ({ name, selected }) => `${name}: 'book.${selected}'`,
    },
    { path: shapes, declaration: 'Book', write: inAnswer },
    { path: shapes, declaration: 'fields', write: ({ jsonName }) => `${jsonName}: true` },
    { path: bodies, declaration: 'NewBook', beside: 'title', write: inNew },
    { path: bodies, declaration: 'BookPatch', beside: 'title', write: inPatch },
    { path: present, declaration: 'presentBook', write: shown },
    { path: present, declaration: 'bookChanges', write: read },
    { path: 'test/support/catalogue/catalogue-views.ts', declaration: 'aBook', write: sample },
    { path: 'src/interface/v2/catalogue/books/book-routes.test.ts', declaration: 'shown', write: inShown },
    { path: 'test/contract/twins.test.ts', declaration: 'books', write: arbitrary },
    {
      path: 'contract/scenarios/v2/catalogue.ts',
      declaration: 'default',
      beside: 'keeping-books',
      write: conversation('book'),
    },
  ],
};
