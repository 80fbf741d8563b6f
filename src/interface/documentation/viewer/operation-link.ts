import type { Route } from '../../kernel/declaration/route.js';
import { minors, versionPath, type ApiVersion } from '../../kernel/declaration/version.js';
import { tagOf } from '../openapi/operation.js';

/** The path of the page of all operations of a version, with samples. That of each operation is below it. */
export function operationsPath(version: ApiVersion): string {
  return `/docs/operations${versionPath(version)}`;
}

/** The address at which the documentation page shows an operation, in the newest minor. */
export function operationLink(version: ApiVersion, route: Route): string {
  const anchor = `/${encodeURIComponent(tagOf(route))}/${route.operationId}`;
  return `${versionPath(version)}/docs?minor=${minors(version).at(-1)}#${anchor}`;
}
