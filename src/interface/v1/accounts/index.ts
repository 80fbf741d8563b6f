import { v2Ids } from './changes/1.2-v2-ids.js';
import { changeUserRole } from './guides/change-user-role.js';
import { PasswordResetRoutes } from './password-reset-routes.js';
import { SessionRoutes } from './session-routes.js';
import { UserRoutes } from './user-routes.js';

export const routeGroups = [SessionRoutes, PasswordResetRoutes, UserRoutes];

export const changes = [v2Ids];

export const guides = [changeUserRole];

export const tags = {
  users: 'Accounts: registering, signing in, the own account, and the accounts of others for the staff.',
};

export { succession } from './to-v2.js';

export { twins } from './twins.js';
