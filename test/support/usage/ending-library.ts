import { OtherLifecycles } from '../../../src/composition/start/mounting.js';
import type { Lifecycle } from '../../../src/interface/kernel/declaration/lifecycle.js';
import { startLibrary, type Library } from '../library.js';

/** The end of `listBooks` of v1, a year after the day on which a library of the tests starts. */
export const listBooksEnds: Lifecycle = {
  id: 'v1-list-books',
  deprecated: '2026-12-01',
  sunset: '2027-12-01',
  successor: { operationId: 'listBooks', href: '/v2/books' },
  guide: '/docs/guides/v1-change-user-role',
};

/** Starts a library in which these operations end, besides those that are declared. By default `listBooks` of v1. */
export function startEndingLibrary(
  lifecycles: Readonly<Record<string, Lifecycle>> = { 'v1.listBooks': listBooksEnds },
): Promise<Library> {
  return startLibrary({
    overrides: [(container) => container.registerInstance<OtherLifecycles>(OtherLifecycles, lifecycles)],
  });
}
