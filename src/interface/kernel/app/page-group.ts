import type { Middleware } from 'koa';
import type { PageVisits } from '../../../application/kernel/request/page-visits.js';
import type { Kernel } from '../pipeline/exchange.js';

/** The services of the kernel that a page needs. */
export interface PageKernel extends Pick<
  Kernel,
  'limits' | 'scope' | 'sentences' | 'signInLimit' | 'workload'
> {
  /** The people who have signed in to the pages. */
  readonly visits: PageVisits;
}

/** Pages for people, outside of the versions. The composition resolves them with their services. */
export interface PageGroup {
  /** Answers the requests for its pages, and passes on all others. */
  middleware(kernel: PageKernel): Middleware;
}
