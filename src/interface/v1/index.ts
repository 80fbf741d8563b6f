import { Router } from '@koa/router';
import type { ApiVersion } from '../kernel/declaration/version.js';
import { presentRefusal, RefusalV1 } from './refusal.js';

export const version: Omit<ApiVersion, 'changes'> = {
  major: 1,
  baseline: '1.0',
  title: 'Shelflife v1',
  description:
    'A lending library, small and flat: books, users and loans. ' +
    'Register, log in, send the token as `Authorization: Bearer …`, and borrow. ' +
    'What this document says stays true for as long as `/v1` lives.',
  refusal: { shape: RefusalV1, mediaType: 'application/json', present: presentRefusal },
  idempotency: false,
  unknownQueryIsFault: false,
};

/**
 * Makes the router of `/v1`, without its routes: the composition registers those that the folders of the features
 * declare, and mounts the router. Where several paths fit, the one with the fewest parameters is meant.
 */
export function createRouter(): Router {
  return new Router({ prefix: '/v1', sensitive: true, exclusive: 'specificity' });
}
