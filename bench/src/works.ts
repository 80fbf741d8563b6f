import type { CacheKind } from './programs.js';

/** One kind of request, or two that belong together. */
export interface Work {
  readonly name: string;
  readonly title: string;
  /** The requests, for the reader of the report. */
  readonly asks: string;
  readonly cache: CacheKind;
  /** The file in `bench/load`. */
  readonly script: string;
  /** The same work through /v2. */
  readonly second?: { readonly script: string; readonly asks: string };
  /** Goal: the greatest server CPU of Shelflife, as a multiple of that of Fastify with its own plugins. */
  readonly goal: number;
  readonly writes: boolean;
}

const reading = { cache: 'none', writes: false } as const;

export const works: readonly Work[] = [
  {
    ...reading,
    name: 'health',
    title: 'Health',
    asks: '`GET /health/live`',
    script: 'health',
    goal: 1,
  },
  {
    ...reading,
    name: 'one-book',
    title: 'One book, token checked',
    asks: '`GET /v1/books/:id`, any of 10,000, as any of 200 readers',
    script: 'one-book',
    second: { script: 'v2-one-book', asks: '`GET /v2/books/book_…`, the same' },
    goal: 0.9,
  },
  {
    ...reading,
    name: 'list-with-total',
    title: 'List of ten with total',
    asks: '`GET /v1/books?page=P&year_from=-N`, with almost every URL a new one',
    script: 'list-with-total',
    second: {
      script: 'v2-list',
      asks: '`GET /v2/books?limit=10&total=true&yearFrom=-N&cursor=…`, with any of 200 cursors',
    },
    goal: 0.9,
  },
  {
    ...reading,
    name: 'borrow-and-return',
    title: 'Borrow and return',
    asks: '`POST /v1/loans`, then `POST /v1/loans/:id/return`; the figures are for one request of the two',
    script: 'borrow-and-return',
    second: {
      script: 'v2-lend-and-return',
      asks: '`POST /v2/loans`, then `POST /v2/returns`, by the barcode',
    },
    goal: 0.9,
    writes: true,
  },
  {
    ...reading,
    name: 'cached-list-redis',
    title: 'List from the cache, in Redis',
    asks: '`GET /v1/books?page=P`, 50 pages, each cached for 60 s; those with limits count them in Redis, too',
    script: 'cached-list',
    cache: 'redis',
    goal: 1,
  },
  {
    ...reading,
    name: 'cached-list-memory',
    title: 'List from the cache, in memory',
    asks: '`GET /v1/books?page=P`, 50 pages, each cached for 60 s',
    script: 'cached-list',
    cache: 'memory',
    goal: 1,
  },
];
