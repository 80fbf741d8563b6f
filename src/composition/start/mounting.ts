import type { Router } from '@koa/router';
import type { DependencyContainer } from 'tsyringe';
import type { MountedVersion } from '../../interface/kernel/declaration/version.js';
import type { ContractChange } from '../../interface/kernel/declaration/contract-change.js';
import { checkRoutes } from '../../interface/kernel/declaration/route-checks.js';
import type { Guide } from '../../interface/documentation/discovery/guide.js';
import { documentationRoutes } from '../../interface/documentation/viewer/documentation-routes.js';
import type { Route, RouteGroup } from '../../interface/kernel/declaration/route.js';
import type { VersionRouter } from '../../interface/kernel/app/router.js';
import type { ApiVersion } from '../../interface/kernel/declaration/version.js';
import { allFeatures } from '../all-features.js';
import { loadModule, loadVersion, type VersionModule } from './entry-points.js';
import { scopeOf } from './scopes.js';

/** A version and its module of each feature. */
export interface LoadedVersion {
  readonly name: string;
  readonly version: ApiVersion;
  readonly router: Router;
  readonly modules: readonly (VersionModule & { readonly feature: string })[];
}

/** @param name the folder of a version */
export async function loadVersionModules(name: string): Promise<LoadedVersion> {
  const modules = await Promise.all(
    allFeatures.map(async (feature) => ({
      ...(await loadModule(name, feature.name)),
      feature: feature.name,
    })),
  );
  const changes = modules.flatMap((each) => each.changes ?? []).toSorted(byMinor);
  const { version, createRouter } = await loadVersion(name);
  const tags = Object.assign({}, ...modules.map((each) => each.tags)) as Readonly<Record<string, string>>;
  return { name, version: { ...version, changes, tags }, router: createRouter(), modules };
}

/** A version with its routes, its router and its guides. */
type ResolvedVersion = MountedVersion & VersionRouter & { readonly guides: readonly Guide[] };

/** All routes of a version, each resolved once, so that a missing binding stops the start. */
export function resolveRoutes(
  { name, version, router, modules }: LoadedVersion,
  container: DependencyContainer,
  publicUrl?: string,
): ResolvedVersion {
  const routes = modules.flatMap(({ routeGroups, feature }) =>
    routeGroups
      .flatMap((group) => container.resolve<RouteGroup>(group).routes())
      .map((route): Route => ({ ...route, scope: scopeOf(feature, route.method) })),
  );
  const documented = [...routes, ...documentationRoutes(version, routes, publicUrl)];
  checkRoutes(name, documented);
  return { version, router, routes: documented, guides: modules.flatMap((each) => each.guides ?? []) };
}

/** Oldest first, by the number after the point: 1.10 is newer than 1.9. */
function byMinor(a: ContractChange, b: ContractChange): number {
  return a.minor.localeCompare(b.minor, 'en', { numeric: true });
}
