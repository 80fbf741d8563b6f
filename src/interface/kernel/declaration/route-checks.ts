import type { FileRules } from './form.js';
import type { Method, Route } from './route.js';

/**
 * Fails the start for routes with an incomplete or contradictory declaration.
 * @throws Error that lists all errors of all routes
 */
export function checkRoutes(versionName: string, routes: readonly Route[]): void {
  const faults = routes.flatMap((route) =>
    faultsOf(route).map((fault) => `${route.method} ${route.path} ${fault}`),
  );
  const ids = routes.map(({ operationId }) => operationId);
  const twice = ids
    .filter((id, at) => ids.indexOf(id) !== at)
    .map((id) => `the operationId ${id} is used twice`);
  if (faults.length + twice.length > 0) {
    throw new Error(`The routes of ${versionName} are invalid:\n  ${[...faults, ...twice].join('\n  ')}`);
  }
}

/** The types exclude most of these errors. This check also covers routes from JavaScript and type assertions. */
function faultsOf(route: Partial<Route>): string[] {
  const { operationId, summary, audience, responds, since, cache } = route;
  return [
    operationId ? '' : 'has no operationId',
    summary ? '' : 'has no summary',
    audience ? '' : 'has no audience',
    since ? '' : 'has no `since`',
    responds && Object.keys(responds).length > 0 ? '' : 'has no response',
    cache && audience !== 'anonymous' ? 'is cached, but not public' : '',
    ...pathOf(route),
    ...readsOf(route),
    ...formOf(route),
  ].filter((fault) => fault !== '');
}

/** The router of a route is found by the first segment of its path, which must therefore have no parameter or pattern. */
function pathOf({ path = '' }: Partial<Route>): string[] {
  return /^\/[\w.~-]+(?:\/|$)/.test(path) ? [] : ['has a path whose first segment is not a word'];
}

/** A cached answer from a replica would be even older: the permitted second would become the lifetime of the cache. */
function readsOf({ reads, method, cache }: Partial<Route>): string[] {
  if (!reads) return [];
  return [
    method === 'GET' ? '' : 'may read from a replica, but is not a GET',
    cache ? 'may read from a replica, but is cached' : '',
  ];
}

/** A form is the body, so there is no second one. */
function formOf({ accepts: { body, form, files } = {}, method }: Partial<Route>): string[] {
  if (!form && !files) return [];
  return [
    form && files ? '' : 'accepts a form without its files, or files without their form',
    body ? 'accepts a form and a body' : '',
    hasBody(method) ? '' : `accepts a form, but ${method} has no body`,
    isLimited(files) ? '' : 'accepts files without a limit of at least 1',
  ];
}

function hasBody(method: Method | undefined): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function isLimited(files: FileRules = {}): boolean {
  const limits = Object.values(files).flatMap(({ maxFiles, maxFileSize }) => [maxFiles, maxFileSize]);
  return limits.every((limit) => Number.isSafeInteger(limit) && limit > 0);
}
