import { Router } from '@koa/router';
import type { ApiVersion } from '../kernel/declaration/version.js';
import { presentBlock, presentProblem, Problem, ProblemBlock } from './problem.js';

export const version: Omit<ApiVersion, 'changes' | 'tags'> = {
  major: 2,
  baseline: '2.0',
  title: 'Shelflife v2',
  description:
    'The API that clients of v1 asked for: books with separate copies, a desk that scans barcodes, lists with ' +
    'cursors, updates that cannot overwrite each other, and requests that are safe to repeat. ' +
    'Everything in this document stays valid for as long as `/v2` exists.',
  tokens:
    'The `accessToken` of [issueTokens](/v2/docs#/tokens/issueTokens), `POST /v2/tokens`, which is valid for 15 minutes; ' +
    'or the `key` of [createApiKey](/v2/docs#/api-keys/createApiKey), which can call the operations of its scopes. Send ' +
    'it as `Authorization: Bearer …`. [registerPatron](/v2/docs#/patrons/registerPatron) opens an account.',
  refusal: {
    shape: Problem,
    mediaType: 'application/problem+json',
    present: presentProblem,
    reason: { shape: ProblemBlock, present: presentBlock },
  },
  idempotency: true,
  unknownQueryIsFault: true,
};

/**
 * Creates a router of `/v2` without routes. The composition registers the routes of each feature and mounts the
 * router. If several paths match, the one with the fewest parameters wins.
 */
export function createRouter(): Router {
  return new Router({ prefix: '/v2', sensitive: true, exclusive: 'specificity' });
}
