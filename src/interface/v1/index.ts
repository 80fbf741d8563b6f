import { Router } from '@koa/router';
import type { ApiVersion } from '../kernel/declaration/version.js';
import { presentRefusal, RefusalV1 } from './refusal.js';

export { succession } from './to-v2.js';

export const version: Omit<ApiVersion, 'changes' | 'tags'> = {
  major: 1,
  baseline: '1.0',
  title: 'Shelflife v1',
  description:
    'A small, flat API of a lending library: books, users and loans. ' +
    'Register, log in, send the token as `Authorization: Bearer …`, and borrow. ' +
    'Everything in this document stays valid for as long as `/v1` exists.',
  tokens:
    'The `token` of [loginUser](/v1/docs#/users/loginUser), `POST /v1/users/login`, which is valid for one hour; or an ' +
    'API key of `/v2`. Send it as `Authorization: Bearer …`. [registerUser](/v1/docs#/users/registerUser) opens an account.',
  refusal: { shape: RefusalV1, mediaType: 'application/json', present: presentRefusal },
  idempotency: false,
  unknownQueryIsFault: false,
};

/**
 * Creates a router of `/v1` without routes. The composition registers the routes of each feature and mounts the
 * router. If several paths match, the one with the fewest parameters wins.
 */
export function createRouter(): Router {
  return new Router({ prefix: '/v1', sensitive: true, exclusive: 'specificity' });
}
