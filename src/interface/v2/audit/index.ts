import { AuditRoutes } from './audit-routes.js';

export const routeGroups = [AuditRoutes];
