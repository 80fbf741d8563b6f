import { sunsetConsents } from './changes/2.3-sunset-consents.js';
import { clientPrograms } from './changes/2.3-client-programs.js';
import { exportedUsage } from './changes/2.3-exported-usage.js';
import { migrationReport } from './changes/2.3-migration-report.js';
import { ownUsage } from './changes/2.3-own-usage.js';
import { DeveloperRoutes } from './consumers/developer-routes.js';
import { ProgramRoutes } from './consumers/program-routes.js';
import { UsageRoutes } from './counting/usage-routes.js';
import { DeprecationRoutes } from './lifecycle/deprecation-routes.js';
import { ReportRoutes } from './report/report-routes.js';

export const routeGroups = [UsageRoutes, DeveloperRoutes, ProgramRoutes, DeprecationRoutes, ReportRoutes];

export const changes = [ownUsage, clientPrograms, exportedUsage, sunsetConsents, migrationReport];

export const tags = {
  'client-programs':
    'The programs that patrons use, and who is told what happens to the operations that they call. The same for people: ' +
    '[the page for developers](/developers).',
};
