import { OperatorTokenRoutes } from './operator-token-routes.js';

export const routeGroups = [OperatorTokenRoutes];

export const tags = { tokens: 'Signing in and out.' };
