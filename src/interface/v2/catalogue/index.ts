import { BookRoutes } from './books/book-routes.js';
import { CataloguingRoutes } from './books/cataloguing-routes.js';
import { CopyKeepingRoutes } from './copies/copy-keeping-routes.js';
import { CopyRoutes } from './copies/copy-routes.js';
import { SearchRoutes } from './search/search-routes.js';

export const routeGroups = [BookRoutes, CataloguingRoutes, CopyRoutes, CopyKeepingRoutes, SearchRoutes];
