import { Router } from '@koa/router';
import { OperatorCallers } from '../../application/kernel/request/caller.js';
import type { ApiVersion } from '../kernel/declaration/version.js';
import type { PageGroup } from '../kernel/app/page-group.js';
import type { ConsolePage } from './kernel/console/console-page.js';
import { Console } from './kernel/console/console.js';
import { presentProblem, Problem } from './problem.js';

export const version: Omit<ApiVersion, 'changes' | 'tags'> = {
  space: '/ops',
  major: 1,
  baseline: '1.0',
  title: 'Shelflife for operators v1',
  description:
    'The API of those who run this service: who uses what, what is held, what waits, and with which settings it runs. ' +
    'It is an API of its own beside those of the library, with its own tokens. It is not frozen yet: until that is ' +
    'announced, a release of the service can change it, and the changelog of the service says how.',
  tokens:
    'The `accessToken` of [issueOperatorTokens](/ops/v1/docs#/tokens/issueOperatorTokens), `POST /ops/v1/tokens`, which ' +
    'is valid for 15 minutes and only here. Only admins get one. Send it as `Authorization: Bearer …`.',
  refusal: { shape: Problem, mediaType: 'application/problem+json', present: presentProblem },
  idempotency: true,
  unknownQueryIsFault: true,
};

/** Its tokens are its own: no token of the library is valid here, and none of these is valid there. */
export const callers = OperatorCallers;

/** Creates a router of `/ops/v1` without routes. */
export function createRouter(): Router {
  return new Router({ prefix: '/ops/v1', sensitive: true, exclusive: 'specificity' });
}

/** The console, of the pages of all features. */
export function createPages(pages: readonly ConsolePage[]): PageGroup {
  return new Console(pages);
}
