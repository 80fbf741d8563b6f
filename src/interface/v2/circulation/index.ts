import { renewalsLeft } from './changes/2.1-renewals-left.js';
import { DeskRoutes } from './desk-routes.js';
import { LoanRoutes } from './loan-routes.js';

export const routeGroups = [DeskRoutes, LoanRoutes];

export const changes = [renewalsLeft];

export const tags = {
  loans: 'Lending, checking, returning and renewing copies.',
};

export { twins } from './twins.js';
