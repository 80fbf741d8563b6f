import { LoanRoutes } from './loan-routes.js';
import { MyLoanRoutes } from './my-loan-routes.js';
import { PopularRoutes } from './popular-routes.js';

export const routeGroups = [LoanRoutes, MyLoanRoutes, PopularRoutes];

export const tags = {
  loans: 'Borrowing, returning and renewing books.',
};

export { succession } from './to-v2.js';

export { twins } from './twins.js';
