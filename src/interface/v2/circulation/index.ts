import { renewalsLeft } from './changes/2.1-renewals-left.js';
import { popularBooks } from './changes/2.2-popular-books.js';
import { DeskRoutes } from './desk-routes.js';
import { LoanRoutes } from './loan-routes.js';
import { PopularRoutes } from './popular-routes.js';

export const routeGroups = [DeskRoutes, LoanRoutes, PopularRoutes];

export const changes = [renewalsLeft, popularBooks];

export const tags = {
  loans: 'Lending, checking, returning and renewing copies.',
};

export { twins } from './twins.js';
