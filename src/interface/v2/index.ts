import { Router } from '@koa/router';
import type { ApiVersion } from '../kernel/declaration/version.js';
import { presentProblem, Problem } from './problem.js';

export const version: Omit<ApiVersion, 'changes'> = {
  major: 2,
  baseline: '2.0',
  title: 'Shelflife v2',
  description:
    'A lending library as its clients asked for it: books and copies apart, a desk that scans barcodes, lists with ' +
    'cursors, changes that cannot overwrite one another, requests that can be sent again. ' +
    'What this document says stays true for as long as `/v2` lives.',
  refusal: { shape: Problem, mediaType: 'application/problem+json', present: presentProblem },
  idempotency: true,
  unknownQueryIsFault: true,
};

/**
 * Makes the router of `/v2`, without its routes: the composition registers those that the folders of the features
 * declare, and mounts the router. Where several paths fit, the one with the fewest parameters is meant.
 */
export function createRouter(): Router {
  return new Router({ prefix: '/v2', sensitive: true, exclusive: 'specificity' });
}
