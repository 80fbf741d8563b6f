import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { operation } from '../../../kernel/declaration/additions.js';

export const popularBooks: ContractChange = {
  id: 'v2-popular-books',
  minor: '2.2',
  title: '`GET /v2/books/popular` lists the most borrowed books.',
  why: '`/v1` has this list, and clients that moved to `/v2` missed it.',
  adds: [operation('listPopularBooks')],
};
