import { only, type Plant } from './plant.js';

const bookSql = 'src/infrastructure/catalogue/book-sql.js';
const search = only('searchBooks', 'searchCatalogue');
const filtered = only('listBooks', 'v2 searchCatalogue');
const showsBooks = only(
  'listBooks',
  'getBook',
  'searchBooks',
  'searchCatalogue',
  'addBook',
  'reviseBook',
  'editBook',
);

/** Defects of filters, orders, searches and rules of the catalogue. */
export const cataloguePlants: readonly Plant[] = [
  {
    name: 'a filter finds only what begins with the text',
    file: bookSql,
    from: "like '%' || regexp_replace",
    to: 'like regexp_replace',
    touches: only('listBooks'),
  },
  {
    name: 'books without a value come first',
    file: 'src/infrastructure/kernel/postgres/keyset.js',
    from: 'sql `nulls last`',
    to: 'sql `nulls first`',
    touches: only('listBooks'),
  },
  {
    name: 'books are sorted by the date of their last change',
    file: 'src/infrastructure/catalogue/lists/book-order.js',
    from: 'book.created_at',
    to: 'book.updated_at',
    touches: only('listBooks'),
  },
  {
    name: 'books that are alike in a sort key are in the order of falling ids',
    file: 'src/infrastructure/catalogue/sql-book-queries.js',
    from: '{ ...shortKeys.id, descending: false }',
    to: '{ ...shortKeys.id, descending: true }',
    touches: only('listBooks'),
  },
  {
    name: 'the third subject of a book is not found',
    file: bookSql,
    from: 'fold_all(book.subjects)',
    to: 'fold_all(book.subjects[1:2])',
    touches: filtered,
  },
  {
    name: 'a search ranks in another way',
    file: 'src/infrastructure/catalogue/search/search-sql.js',
    from: 'ts_rank(',
    to: 'ts_rank_cd(',
    touches: search,
  },
  {
    name: 'an ISBN may have hyphens, but no spaces',
    file: 'src/domain/catalogue/isbn.js',
    from: String.raw`/[\s\u00AD\u2010-\u2015-]/gu`,
    to: '/-/gu',
    touches: only('addBook', 'reviseBook', 'editBook', 'listBooks', 'searchBooks', 'searchCatalogue'),
  },
  {
    name: 'times are cut to seconds',
    file: bookSql,
    from: "createdAt: 'book.created_at'",
    to: `createdAt: "date_trunc('second', book.created_at)"`,
    touches: showsBooks,
  },
  {
    name: 'lost copies count as copies no more',
    file: bookSql,
    from: "status <> 'withdrawn') as holdings",
    to: "status not in ('withdrawn', 'lost', 'missing')) as holdings",
    touches: showsBooks,
  },
];
