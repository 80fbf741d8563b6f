import { migrationReport } from './changes/2.3-migration-report.js';
import { ReportRoutes } from './report/report-routes.js';

export const routeGroups = [ReportRoutes];

export const changes = [migrationReport];

export const tags = {
  usage: 'What the own clients call, and what concerns them.',
};
