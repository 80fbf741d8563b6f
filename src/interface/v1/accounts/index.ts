import { changeUserRole } from './guides/change-user-role.js';
import { SessionRoutes } from './session-routes.js';
import { UserRoutes } from './user-routes.js';

export const routeGroups = [SessionRoutes, UserRoutes];

export const guides = [changeUserRole];
