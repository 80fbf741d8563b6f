import type { DependencyContainer } from 'tsyringe';
import { minors, type MountedVersion } from '../../interface/kernel/declaration/version.js';
import type { ContractChange } from '../../interface/kernel/declaration/contract-change.js';
import { checkRoutes } from '../../interface/kernel/declaration/route-checks.js';
import type { Lifecycle } from '../../interface/kernel/declaration/lifecycle.js';
import { joinSuccessions, type WholeSuccession } from '../../interface/documentation/migration/succession.js';
import type { Guide } from '../../interface/documentation/discovery/guide.js';
import { documentationRoutes } from '../../interface/documentation/viewer/documentation-routes.js';
import type { Route, RouteGroup } from '../../interface/kernel/declaration/route.js';
import type { VersionRouters } from '../../interface/kernel/app/router.js';
import { allFeatures } from '../all-features.js';
import { loadModule, loadVersion, type VersionEntry, type VersionModule } from './entry-points.js';
import { scopeOf } from './scopes.js';

/** Operation, such as `v1.listBooks` → a lifecycle in the place of its own, for tests and demonstrations. */
export type OtherLifecycles = Readonly<Record<string, Lifecycle>>;
export const OtherLifecycles = Symbol('composition.OtherLifecycles');

/** A version and its module of each feature. */
export interface LoadedVersion extends VersionRouters, Pick<VersionEntry, 'callers' | 'createPages'> {
  readonly name: string;
  readonly modules: readonly (VersionModule & { readonly feature: string })[];
  /** How it continues in the next major; undefined if it does not say. */
  readonly succession: WholeSuccession | undefined;
}

/** @param name the folder of a version */
export async function loadVersionModules(name: string): Promise<LoadedVersion> {
  const modules = await Promise.all(
    ['kernel', ...allFeatures.map((feature) => feature.name)].map(async (feature) => ({
      ...(await loadModule(name, feature)),
      feature,
    })),
  );
  const changes = modules.flatMap((each) => each.changes ?? []).toSorted(byMinor);
  const { version, succession, ...entry } = await loadVersion(name);
  const parts = [succession, ...modules.map((each) => each.succession)].filter((each) => each !== undefined);
  const tags = Object.assign({}, ...modules.map((each) => each.tags)) as Readonly<Record<string, string>>;
  return {
    ...entry,
    name,
    version: { ...version, changes, tags },
    modules,
    succession: parts.length === 0 ? undefined : joinSuccessions(parts),
  };
}

/** A version with its routes and its guides. */
export interface ResolvedVersion
  extends MountedVersion, VersionRouters, Pick<VersionEntry, 'callers' | 'createPages'> {
  readonly guides: readonly Guide[];
  readonly pages: NonNullable<VersionModule['pages']>;
  readonly succession: WholeSuccession | undefined;
  /** All its routes; the served ones are without those of drafts. */
  readonly declared: readonly Route[];
}

/** All routes of a version, each resolved once, so that a missing binding stops the start. */
export function resolveRoutes(
  { name, version, modules, ...entry }: LoadedVersion,
  container: DependencyContainer,
  publicUrl?: string,
): ResolvedVersion {
  const others = container.resolve<OtherLifecycles>(OtherLifecycles);
  const routes = modules.flatMap(({ routeGroups, feature }) =>
    routeGroups
      .flatMap((group) => container.resolve<RouteGroup>(group).routes())
      .map((route): Route => {
        const lifecycle = others[`${name}.${route.operationId}`];
        // Where the callers are others, API keys are not known, and nothing needs a scope.
        const scope = entry.callers ? {} : { scope: scopeOf(feature, route.method) };
        return { ...route, ...scope, ...(lifecycle && { lifecycle }) };
      }),
  );
  const documented = (own: readonly Route[]) => [...own, ...documentationRoutes(version, own, publicUrl)];
  const declared = documented(routes);
  checkRoutes(name, declared);
  const served = minors(version);
  return {
    ...entry,
    version,
    declared,
    routes: documented(routes.filter(({ since }) => served.includes(since))),
    guides: modules.flatMap((each) => each.guides ?? []),
    pages: modules.flatMap((each) => each.pages ?? []),
  };
}

/** Oldest first, by the number after the point: 1.10 is newer than 1.9. */
function byMinor(a: ContractChange, b: ContractChange): number {
  return a.minor.localeCompare(b.minor, 'en', { numeric: true });
}
