import type { LifecycleDays } from '../../src/domain/kernel/lifecycle/lifecycle-days.js';
import type { Lifecycle } from '../../src/interface/kernel/declaration/lifecycle.js';

/** The operation that the demo deprecates. */
export const operation = 'v1.listBooks';
export const [path, successor] = ['/v1/books', '/v2/books'];

/** The declaration that a release brings. It stands in the place of none, so `contracts/` knows nothing of it. */
export const ending: Lifecycle & LifecycleDays & { readonly sunset: string } = {
  id: 'v1-list-books',
  deprecated: '2027-02-01',
  sunset: '2028-02-01',
  successor: { operationId: 'listBooks', href: successor },
  guide: '/docs/guides/v1-to-v2',
};

/** The first moment of the play, and the day on which the release with the declaration is deployed. */
export const [begin, announced] = [new Date('2027-01-04T09:00:00Z'), '2027-01-25'];
