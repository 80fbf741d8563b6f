import { clientPrograms } from './changes/2.3-client-programs.js';
import { exportedUsage } from './changes/2.3-exported-usage.js';
import { ownUsage } from './changes/2.3-own-usage.js';
import { DeveloperRoutes } from './consumers/developer-routes.js';
import { ProgramRoutes } from './consumers/program-routes.js';
import { UsageRoutes } from './counting/usage-routes.js';

export const routeGroups = [UsageRoutes, DeveloperRoutes, ProgramRoutes];

export const changes = [ownUsage, clientPrograms, exportedUsage];

export const tags = {
  'client-programs':
    'The programs that patrons use, and who is told what happens to the operations that they call.',
};
