import { dayMs } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import type { Facts, Use } from '../../../domain/usage/lifecycle/facts.js';
import type { DeclaredLifecycle, DeclaredLifecycles } from '../../kernel/settings.js';

/** An operation of v1 that ends on 2027-12-01. */
export const aLifecycle: DeclaredLifecycle = {
  id: 'v1-list-books',
  deprecated: '2026-12-01',
  sunset: '2027-12-01',
  successor: '/v2/books',
  guide: '/docs/guides/v1-list-books',
  uses: [{ major: 1, operationId: 'listBooks', element: '' }],
};

export const aSunset = new Date('2027-12-01T00:00:00Z');

export function declaring(...all: readonly DeclaredLifecycle[]): DeclaredLifecycles {
  return { all: () => all };
}

/** A client of others that calls. */
export const aUse: Use = {
  consumerId: 7,
  name: 'Kiosk',
  class: 'external',
  calls: 3,
  firstAt: new Date('2027-01-01T00:00:00Z'),
  lastAt: new Date('2027-11-30T00:00:00Z'),
};

/** Nobody calls, and every day was counted. */
export function factsAt(until: Date, some: Partial<Facts> = {}): Facts {
  const countedDays = Array.from({ length: 35 }, (_, back) =>
    new Date(until.getTime() - back * dayMs).toISOString().slice(0, 10),
  );
  return { until, uses: [], agreements: [], anonymous: { calls: 0, confirmed: 0 }, countedDays, ...some };
}
