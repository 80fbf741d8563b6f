import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields } from '../../../kernel/declaration/additions.js';
import { SearchQuery } from '../books/list-query.js';
import { SearchPage } from '../search/search-shapes.js';

export const searchTotal: ContractChange = {
  id: 'v2-search-total',
  minor: '2.2',
  title: 'A search tells the number of all hits in `page.total`, if `total=true` asks for it.',
  why: '`/v1` tells it in `X-Total-Count`. People decide by it whether to narrow their search.',
  adds: [fields(SearchQuery, 'total'), fields(SearchPage, 'total')],
};
