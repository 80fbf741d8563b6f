import { ClientRoutes } from './clients/client-routes.js';
import { ClientsPage } from './clients/clients-page.js';
import { DecisionRoutes } from './deprecations/decision-routes.js';
import { DeprecationRoutes } from './deprecations/deprecation-routes.js';
import { DeprecationsPage } from './deprecations/deprecations-page.js';
import { MailRoutes } from './mails/mail-routes.js';
import { MailsPage } from './mails/mails-page.js';
import { UsagePage } from './usage-page.js';

export const routeGroups = [ClientRoutes, DeprecationRoutes, DecisionRoutes, MailRoutes];
export const pages = [UsagePage, ClientsPage, DeprecationsPage, MailsPage];

export const tags = {
  consumers: 'The clients of the library and their owners.',
  usage: 'Calls by minor and by operation.',
  deprecations: 'What is deprecated, and who still calls it.',
  'held-sunsets': 'Sunsets that are past and held.',
  brownouts: 'The short times before a sunset in which something is switched off.',
  'client-mails': 'What the owners of clients were told.',
};
