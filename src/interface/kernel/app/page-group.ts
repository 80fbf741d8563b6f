import type { Middleware } from 'koa';
import type { Kernel } from '../pipeline/exchange.js';

/** The services of the kernel that a page needs. */
export type PageKernel = Pick<Kernel, 'limits' | 'scope' | 'sentences' | 'workload'>;

/** Pages for people, outside of the versions. The composition resolves them with their services. */
export interface PageGroup {
  /** Answers the requests for its pages, and passes on all others. */
  middleware(kernel: PageKernel): Middleware;
}
