import { SessionRoutes } from './session-routes.js';
import { UserRoutes } from './user-routes.js';

export const routeGroups = [SessionRoutes, UserRoutes];
