import { JobRoutes } from './job-routes.js';
import { JobsPage } from './jobs-page.js';
import { ServicePage } from './service-page.js';
import { ServiceRoutes } from './service-routes.js';

export const routeGroups = [JobRoutes, ServiceRoutes];
export const pages = [JobsPage, ServicePage];

export const tags = {
  jobs: 'The jobs of the worker and their last runs.',
  mails: 'Mails that wait to be sent.',
  limits: 'How often callers may call.',
  versions: 'The majors of the library and their minors.',
  configuration: 'The settings of this process.',
};
