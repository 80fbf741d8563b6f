import type { DependencyContainer } from 'tsyringe';
import { minors, type MountedVersion } from '../../interface/kernel/declaration/version.js';
import type { ContractChange } from '../../interface/kernel/declaration/contract-change.js';
import { checkRoutes } from '../../interface/kernel/declaration/route-checks.js';
import { joinSuccessions, type WholeSuccession } from '../../interface/documentation/migration/succession.js';
import type { Guide } from '../../interface/documentation/discovery/guide.js';
import { documentationRoutes } from '../../interface/documentation/viewer/documentation-routes.js';
import type { Route, RouteGroup } from '../../interface/kernel/declaration/route.js';
import type { VersionRouters } from '../../interface/kernel/app/router.js';
import { allFeatures } from '../all-features.js';
import { loadModule, loadVersion, type VersionModule } from './entry-points.js';
import { scopeOf } from './scopes.js';

/** A version and its module of each feature. */
export interface LoadedVersion extends VersionRouters {
  readonly name: string;
  readonly modules: readonly (VersionModule & { readonly feature: string })[];
  /** How it continues in the next major; undefined if it does not say. */
  readonly succession: WholeSuccession | undefined;
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
  const { version, createRouter, succession } = await loadVersion(name);
  const parts = [succession, ...modules.map((each) => each.succession)].filter((each) => each !== undefined);
  const tags = Object.assign({}, ...modules.map((each) => each.tags)) as Readonly<Record<string, string>>;
  return {
    name,
    version: { ...version, changes, tags },
    createRouter,
    modules,
    succession: parts.length === 0 ? undefined : joinSuccessions(parts),
  };
}

/** A version with its routes and its guides. */
export interface ResolvedVersion extends MountedVersion, VersionRouters {
  readonly guides: readonly Guide[];
  readonly succession: WholeSuccession | undefined;
  /** All its routes; the served ones are without those of drafts. */
  readonly declared: readonly Route[];
}

/** All routes of a version, each resolved once, so that a missing binding stops the start. */
export function resolveRoutes(
  { name, version, createRouter, modules, succession }: LoadedVersion,
  container: DependencyContainer,
  publicUrl?: string,
): ResolvedVersion {
  const routes = modules.flatMap(({ routeGroups, feature }) =>
    routeGroups
      .flatMap((group) => container.resolve<RouteGroup>(group).routes())
      .map((route): Route => ({ ...route, scope: scopeOf(feature, route.method) })),
  );
  const documented = (own: readonly Route[]) => [...own, ...documentationRoutes(version, own, publicUrl)];
  const declared = documented(routes);
  checkRoutes(name, declared);
  const served = minors(version);
  return {
    version,
    createRouter,
    declared,
    routes: documented(routes.filter(({ since }) => served.includes(since))),
    succession,
    guides: modules.flatMap((each) => each.guides ?? []),
  };
}

/** Oldest first, by the number after the point: 1.10 is newer than 1.9. */
function byMinor(a: ContractChange, b: ContractChange): number {
  return a.minor.localeCompare(b.minor, 'en', { numeric: true });
}
