import { imports } from './changes/2.4-imports.js';
import { ImportRoutes } from './import-routes.js';

export const routeGroups = [ImportRoutes];

export const changes = [imports];

export const tags = {
  imports:
    'Files of books from other programs. The service reads a file in the background, and keeps the outcome of each row ' +
    'for seven days. The same for people: [the page for imports](/import).',
};
