import { ClientRoutes } from './client-routes.js';
import { ClientsPage } from './clients-page.js';
import { DeprecationRoutes } from './deprecation-routes.js';
import { DeprecationsPage } from './deprecations-page.js';
import { UsagePage } from './usage-page.js';

export const routeGroups = [ClientRoutes, DeprecationRoutes];
export const pages = [UsagePage, ClientsPage, DeprecationsPage];

export const tags = {
  consumers: 'The clients of the library and their owners.',
  usage: 'Calls by minor and by operation.',
  deprecations: 'What is deprecated, and who still calls it.',
  'held-sunsets': 'Sunsets that are past and held.',
  brownouts: 'The short times before a sunset in which something is switched off.',
};
