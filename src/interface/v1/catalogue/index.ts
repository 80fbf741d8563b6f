import { BookRoutes } from './book-routes.js';
import { CataloguingRoutes } from './cataloguing-routes.js';

export const routeGroups = [BookRoutes, CataloguingRoutes];
