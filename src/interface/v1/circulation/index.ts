import { v2Ids } from './changes/1.2-v2-ids.js';
import { LoanRoutes } from './loan-routes.js';
import { MyLoanRoutes } from './my-loan-routes.js';
import { PopularRoutes } from './popular-routes.js';

export const routeGroups = [LoanRoutes, MyLoanRoutes, PopularRoutes];

export const changes = [v2Ids];

export const tags = {
  loans: 'Borrowing, returning and renewing books.',
};

export { succession } from './to-v2.js';

export { twins } from './twins.js';
