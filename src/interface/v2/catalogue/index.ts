import { BookRoutes } from './book-routes.js';
import { CataloguingRoutes } from './cataloguing-routes.js';
import { CopyKeepingRoutes } from './copy-keeping-routes.js';
import { CopyRoutes } from './copy-routes.js';
import { SearchRoutes } from './search-routes.js';

export const routeGroups = [BookRoutes, CataloguingRoutes, CopyRoutes, CopyKeepingRoutes, SearchRoutes];
