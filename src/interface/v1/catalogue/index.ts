import { BookRoutes } from './book-routes.js';
import { CataloguingRoutes } from './cataloguing-routes.js';
import { subjectsAndIsbn13 } from './changes/1.1-subjects-and-isbn13.js';
import { v2Ids } from './changes/1.2-v2-ids.js';

export const routeGroups = [BookRoutes, CataloguingRoutes];

export const changes = [subjectsAndIsbn13, v2Ids];

export const tags = {
  books: 'The catalogue: lists, searches and single books; the staff also add, update and delete them.',
};

export { succession } from './to-v2.js';

export { twins } from './twins.js';
