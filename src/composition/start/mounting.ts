import type { Router } from '@koa/router';
import type { DependencyContainer } from 'tsyringe';
import type { MountedVersion } from '../../interface/kernel/declaration/version.js';
import type { Change } from '../../interface/kernel/declaration/contract-change.js';
import { checkDeclarations } from '../../interface/kernel/declaration/route-checks.js';
import type { Guide } from '../../interface/kernel/discovery/guide.js';
import { documentationRoutes } from '../../interface/kernel/documentation/documentation-routes.js';
import type { Route, RouteGroup } from '../../interface/kernel/declaration/route.js';
import type { VersionRouter } from '../../interface/kernel/app/router.js';
import type { ApiVersion } from '../../interface/kernel/declaration/version.js';
import { allFeatures } from '../all-features.js';
import { loadRoom, loadVersion, type VersionRoom } from './entry-points.js';
import { scopeOf } from './scopes.js';

/** A version and what its folder holds of each feature. */
export interface ReadVersion {
  readonly name: string;
  readonly version: ApiVersion;
  readonly router: Router;
  readonly rooms: readonly (VersionRoom & { readonly feature: string })[];
}

/** @param name of the folder of a version */
export async function readVersion(name: string): Promise<ReadVersion> {
  const rooms = await Promise.all(
    allFeatures.map(async (feature) => ({ ...(await loadRoom(name, feature.name)), feature: feature.name })),
  );
  const changes = rooms.flatMap((room) => room.changes ?? []).toSorted(byMinor);
  const { version, createRouter } = await loadVersion(name);
  return { name, version: { ...version, changes }, router: createRouter(), rooms };
}

/** A version with its routes, its router and its guides. */
type ResolvedVersion = MountedVersion & VersionRouter & { readonly guides: readonly Guide[] };

/** All routes of a version, each resolved once, so that a missing binding stops the start. */
export function resolveRoutes(
  { name, version, router, rooms }: ReadVersion,
  container: DependencyContainer,
): ResolvedVersion {
  const routes = rooms.flatMap(({ routeGroups, feature }) =>
    routeGroups
      .flatMap((group) => container.resolve<RouteGroup>(group).routes())
      .map((route): Route => ({ ...route, scope: scopeOf(feature, route.method) })),
  );
  const documented = [...routes, ...documentationRoutes(version, routes)];
  checkDeclarations(name, documented);
  return { version, router, routes: documented, guides: rooms.flatMap((room) => room.guides ?? []) };
}

/** Oldest first; the number behind the point counts, not its first digit. */
function byMinor(a: Change, b: Change): number {
  return a.minor.localeCompare(b.minor, 'en', { numeric: true });
}
