import { AuditPage } from './audit-page.js';
import { AuditTrailRoutes } from './audit-trail-routes.js';

export const routeGroups = [AuditTrailRoutes];
export const pages = [AuditPage];

export const tags = { 'audit-events': 'Every change, sign-in and look at a patron.' };
