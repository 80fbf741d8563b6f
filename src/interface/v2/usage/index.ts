import { sunsetConsents } from './changes/2.3-sunset-consents.js';
import { clientPrograms } from './changes/2.3-client-programs.js';
import { exportedUsage } from './changes/2.3-exported-usage.js';
import { ownUsage } from './changes/2.3-own-usage.js';
import { DeveloperRoutes } from './consumers/developer-routes.js';
import { ProgramRoutes } from './consumers/program-routes.js';
import { UsageRoutes } from './counting/usage-routes.js';
import { DeprecationRoutes } from './lifecycle/deprecation-routes.js';

export const routeGroups = [UsageRoutes, DeveloperRoutes, ProgramRoutes, DeprecationRoutes];

export const changes = [ownUsage, clientPrograms, exportedUsage, sunsetConsents];

export const tags = {
  'client-programs':
    'The programs that patrons use, and who is told what happens to the operations that they call.',
};
