import 'reflect-metadata';
import { container as root, type DependencyContainer } from 'tsyringe';
import type Koa from 'koa';
import { createConfig, type Config, type EnvironmentName } from '../../config/index.js';
import { Dependency } from '../application/kernel/readiness.js';
import { buildApp, type MountedVersion } from '../interface/kernel/app.js';
import { checkDeclarations } from '../interface/kernel/declared.js';
import { health } from '../interface/kernel/health.js';
import { documentationAssets } from '../interface/kernel/openapi/documentation-assets.js';
import { documentationRoutes } from '../interface/kernel/openapi/documentation-routes.js';
import { Gate } from '../interface/kernel/gate.js';
import type { Kernel } from '../interface/kernel/pipeline.js';
import type { RouteGroup } from '../interface/kernel/route.js';
import { Callers } from '../application/kernel/caller.js';
import { Cache } from '../application/kernel/cache.js';
import { Limiter } from '../application/kernel/limiter.js';
import { RequestScope } from '../application/kernel/request-scope.js';
import { allFeatures } from './all-features.js';
import { loadRouteGroups, loadVersion } from './doors.js';
import { httpSettings } from './http-settings.js';
import { bindShared, type Shared } from './shared.js';
import { versions } from './versions.js';

/** A service that is put together and listens to nobody yet. */
export interface Service {
  readonly config: Config;
  readonly app: Koa;
  readonly versions: readonly MountedVersion[];
  /** For the entry points and for tests; nothing else asks it for anything. */
  readonly container: DependencyContainer;
  /** From now on `/health/ready` says no, so that a router sends nobody any more. */
  drain(): void;
  /** Gives back all connections. */
  close(): Promise<void>;
}

export type Override = (container: DependencyContainer) => void;

/**
 * Puts the whole service together.
 * @param config a configuration, or the name of an environment with its defaults
 * @param overrides run last: what they register stands in the place of what was bound before
 * @throws Error when a binding is missing or a route is not complete: then nothing starts
 */
export async function bootstrap(
  config: Config | EnvironmentName,
  overrides: readonly Override[] = [],
): Promise<Service> {
  const settings = typeof config === 'string' ? createConfig(config) : config;
  const container = root.createChildContainer();
  const shared = await bindShared(container, settings, allFeatures);
  try {
    for (const feature of allFeatures) feature.bind(container, settings);
    for (const override of overrides) override(container);
    return await assemble(settings, container, shared);
  } catch (error) {
    await shared.close();
    throw error;
  }
}

async function assemble(config: Config, container: DependencyContainer, shared: Shared): Promise<Service> {
  const mounted = await Promise.all(versions.map((name) => mount(name, container)));
  let draining = false;
  const http = httpSettings(config);
  const app = buildApp({
    kernel: kernelOf(container, http.limits),
    versions: mounted,
    settings: http,
    report: shared.report,
    unversioned: [
      health(container.resolveAll<Dependency>(Dependency), http.release, () => draining),
      documentationAssets(),
    ],
  });
  return {
    config,
    app,
    versions: mounted,
    container,
    drain: () => (draining = true),
    close: () => shared.close(),
  };
}

/** All routes of a version, each resolved once, so that a missing binding stops the start. */
async function mount(name: string, container: DependencyContainer): Promise<MountedVersion> {
  const version = await loadVersion(name);
  const groups = await Promise.all(allFeatures.map((feature) => loadRouteGroups(name, feature.name)));
  const routes = groups.flat().flatMap((group) => container.resolve<RouteGroup>(group).routes());
  const documented = [...routes, ...documentationRoutes(version, routes)];
  checkDeclarations(name, documented);
  return { version, routes: documented };
}

function kernelOf(container: DependencyContainer, limits: ConstructorParameters<typeof Gate>[2]): Kernel {
  return {
    gate: new Gate(container.resolve(Callers), container.resolve(Limiter), limits),
    cache: container.resolve(Cache),
    scope: container.resolve(RequestScope),
  };
}
