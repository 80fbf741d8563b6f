import { AuditRoutes } from './audit-routes.js';

export const routeGroups = [AuditRoutes];

export const tags = {
  'audit-events':
    'The audit trail: every change, every sign-in, and each time that staff read the data of a patron.',
};
