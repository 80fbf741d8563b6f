import { BookRoutes } from './books/book-routes.js';
import { CataloguingRoutes } from './books/cataloguing-routes.js';
import { availability } from './changes/2.2-availability.js';
import { searchTotal } from './changes/2.2-search-total.js';
import { CopyKeepingRoutes } from './copies/copy-keeping-routes.js';
import { CopyRoutes } from './copies/copy-routes.js';
import { SearchRoutes } from './search/search-routes.js';

export const routeGroups = [BookRoutes, CataloguingRoutes, CopyRoutes, CopyKeepingRoutes, SearchRoutes];

export const changes = [availability, searchTotal];

export const tags = {
  books: 'Bibliographic records: lists, single books, and their updates.',
  copies: 'The physical copies of books, each with a barcode and a status.',
  search: 'Full-text search with facets, highlights and corrections.',
};

export { twins } from './twins.js';
