import 'reflect-metadata';
import type Koa from 'koa';
import type { Middleware } from 'koa';
import { container as root, type DependencyContainer } from 'tsyringe';
import { createConfig, type Config, type EnvironmentName } from '../../../config/index.js';
import { Dependency } from '../../application/kernel/process/readiness.js';
import { buildApp } from '../../interface/kernel/app/app.js';
import type { MountedVersion } from '../../interface/kernel/declaration/version.js';
import { Cursors } from '../../interface/kernel/answer/cursor.js';
import { health } from '../../interface/kernel/app/health.js';
import { checkVersions } from '../../interface/kernel/minors/version-checks.js';
import type { AdviceByCode } from '../../interface/documentation/problems/advice.js';
import { problemPages } from '../../interface/documentation/problems/problem-pages.js';
import { discovery } from '../../interface/documentation/discovery/discovery.js';
import { guidePath, type Guide } from '../../interface/documentation/discovery/guide.js';
import {
  ContractDiffs,
  DerivedContractDiffs,
} from '../../interface/documentation/migration/contract-diffs.js';
import { majorGuides } from '../../interface/documentation/migration/major-guide.js';
import { documentationAssets } from '../../interface/documentation/viewer/documentation-assets.js';
import type { Kernel } from '../../interface/kernel/pipeline/exchange.js';
import { RateLimits } from '../../interface/kernel/limits/rate-limits.js';
import { SignInLimit } from '../../interface/kernel/limits/sign-in-limit.js';
import type { HttpSettings } from '../../interface/kernel/settings.js';
import { Sentences } from '../../interface/kernel/errors/sentences.js';
import { TwinSampling, type TwinCheck } from '../../interface/kernel/twins/twin-check.js';
import { RequestLimits } from '../../interface/kernel/limits/request-limits.js';
import type { PageGroup } from '../../interface/kernel/app/page-group.js';
import { routeVersion } from '../../interface/kernel/app/router.js';
import { Callers } from '../../application/kernel/request/caller.js';
import { SignInAccounts } from '../../application/kernel/request/sign-in-accounts.js';
import { Clock } from '../../application/kernel/clock.js';
import { Idempotency } from '../../application/kernel/storage/idempotency.js';
import { Cache } from '../../application/kernel/request/cache.js';
import { Limiter } from '../../application/kernel/request/limiter.js';
import { Deliveries } from '../../application/kernel/storage/outbox.js';
import { ReadRouting } from '../../application/kernel/request/read-routing.js';
import { RequestScope } from '../../application/kernel/request/request-scope.js';
import { KnownScopes, ServedMinors } from '../../application/kernel/settings.js';
import { Workload } from '../../application/kernel/request/workload.js';
import { minors } from '../../interface/kernel/declaration/version.js';
import { allFeatures } from '../all-features.js';
import { loadPages, loadTranslations } from './entry-points.js';
import { httpSettings } from './http-settings.js';
import { loadVersionModules, resolveRoutes, type LoadedVersion, type ResolvedVersion } from './mounting.js';
import { readReleases, Releases, withoutDrafts } from './releases.js';
import { scopesOf } from './scopes.js';
import { bindShared, type Shared } from './shared.js';
import { twinCheck, twinSampling } from './twins.js';
import { versions } from '../versions.js';

/** A service that is assembled and does not listen yet. */
export interface Service extends Pick<Shared, 'report' | 'metrics' | 'joinInstances'> {
  readonly config: Config;
  readonly app: Koa;
  readonly versions: readonly MountedVersion[];
  /** For the entry points and for tests; nothing else resolves from it. */
  readonly container: DependencyContainer;
  /**
   * From now on `/health/ready` fails, so that the router sends no more requests, and every answer closes its
   * connection.
   */
  drain(): void;
  /** Closes all connections. */
  close(): Promise<void>;
}

export type Override = (container: DependencyContainer) => void;

/**
 * Assembles the whole service.
 * @param config a configuration, or the name of an environment with its defaults
 * @param overrides run last; what they register replaces earlier bindings
 * @param purpose whether it serves requests, which have a deadline, or jobs, which may take longer
 * @throws Error when a binding is missing or a route is incomplete
 */
export async function bootstrap(
  config: Config | EnvironmentName,
  overrides: readonly Override[] = [],
  purpose: 'requests' | 'jobs' = 'requests',
): Promise<Service> {
  const settings = typeof config === 'string' ? createConfig(config) : config;
  const container = root.createChildContainer();
  const shared = await bindShared(container, settings, purpose, allFeatures);
  try {
    for (const feature of allFeatures) feature.bind(container, settings);
    container.registerInstance(Cursors, new Cursors(settings.jwtSecrets));
    container.registerInstance<Releases>(Releases, readReleases());
    const workload = () => container.resolve<Workload>(Workload);
    container.registerInstance<TwinSampling>(TwinSampling, twinSampling(workload));
    for (const override of overrides) override(container);
    // Every process reports it, because the worker may be the process that is down.
    shared.metrics?.watchOutbox(() => container.resolve<Deliveries>(Deliveries).lag());
    return await assemble(settings, container, shared);
  } catch (error) {
    await shared.close();
    throw error;
  }
}

async function assemble(config: Config, container: DependencyContainer, shared: Shared): Promise<Service> {
  const read = await loadVersions(config, container);
  const served = Object.fromEntries(read.map(({ version }) => [version.major, minors(version)]));
  container.registerInstance<ServedMinors>(ServedMinors, served);
  container.registerInstance<KnownScopes>(KnownScopes, scopesOf(withRoutes(read)));
  const { mounted, guides } = mount(read, container, config);
  const declared = mounted.map(({ version, declared: routes }) => ({ version, routes }));
  checkVersions(declared, new Set(guides.map(({ id }) => guidePath(id))));
  let draining = false;
  const http = httpSettings(config);
  const sentences = await sentencesOf(allFeatures.map(({ name }) => name));
  const twins = twinCheck(read, container.resolve<TwinSampling>(TwinSampling), shared.metrics);
  const kernel = kernelOf(container, http, sentences, twins);
  const app = buildApp({
    versions: mounted.map((each) => routeVersion(each, each.routes, kernel)),
    workload: kernel.workload,
    isDraining: () => draining,
    settings: http,
    sentences: kernel.sentences,
    countRefusal: (ctx, refusal) => kernel.limits.countRefusal(ctx, refusal),
    report: shared.report,
    unversioned: [
      health(container.resolveAll<Dependency>(Dependency), http.release, () => draining, shared.report),
      documentationAssets(),
      ...(await pagesOf(config, mounted, guides, container, kernel)),
    ],
  });
  return {
    config,
    app,
    versions: mounted,
    container,
    report: shared.report,
    metrics: shared.metrics,
    joinInstances: () => shared.joinInstances(),
    drain: () => (draining = true),
    close: () => shared.close(),
  };
}

/** All versions with their routes, and all guides. */
function mount(read: readonly LoadedVersion[], container: DependencyContainer, config: Config) {
  const diffs = new DerivedContractDiffs(() => mounted);
  container.registerInstance<ContractDiffs>(ContractDiffs, diffs);
  const mounted: ResolvedVersion[] = read.map((each) => resolveRoutes(each, container, addressOf(config)));
  return { mounted, guides: [...majorGuides(mounted, diffs), ...mounted.flatMap((each) => each.guides)] };
}

function discoveryParts({ publicUrl }: Config, container: DependencyContainer) {
  const releases = container.resolve<Releases>(Releases);
  return { publicUrl, releases, clock: container.resolve<Clock>(Clock) };
}

/** The URL of the service as people reach it. Development that waits at a fixed port knows it without being told. */
function addressOf({ name, port, publicUrl }: Config): string | undefined {
  return publicUrl ?? (name === 'development' && port !== 0 ? `http://localhost:${port}` : undefined);
}

/** Production serves no drafts. Elsewhere they can be tried. */
async function loadVersions(config: Config, container: DependencyContainer): Promise<LoadedVersion[]> {
  const all = await Promise.all(versions.map(loadVersionModules));
  if (config.name !== 'production') return all;
  const releases = container.resolve<Releases>(Releases);
  return all.flatMap((each) => withoutDrafts(each, releases));
}

/** The pages for people: those about the API, and those of all features. */
async function pagesOf(
  config: Config,
  mounted: readonly ResolvedVersion[],
  guides: readonly Guide[],
  container: DependencyContainer,
  kernel: Kernel,
): Promise<Middleware[]> {
  const pages = await Promise.all(allFeatures.map(({ name }) => loadPages(name)));
  const advice = Object.assign({}, ...pages.map((each) => each.advice)) as AdviceByCode;
  const problems = problemPages(mounted, advice);
  const groups = pages.flatMap(({ pageGroups = [] }) => pageGroups);
  return [
    discovery({ versions: mounted, guides, problems, ...discoveryParts(config, container) }),
    ...groups.map((group) => container.resolve<PageGroup>(group).middleware(kernel)),
  ];
}

/** The sentences of the kernel and of all features. */
async function sentencesOf(features: readonly string[]): Promise<Sentences> {
  return new Sentences({ de: await Promise.all(['kernel', ...features].map(loadTranslations)) });
}

/** The features that can be scopes of API keys: those with routes in some version. */
function withRoutes(read: readonly LoadedVersion[]): string[] {
  const modules = read
    .flatMap((version) => version.modules)
    .filter(({ routeGroups }) => routeGroups.length > 0);
  return [...new Set(modules.map(({ feature }) => feature))];
}

function kernelOf(
  container: DependencyContainer,
  { limits }: Pick<HttpSettings, 'limits'>,
  sentences: Sentences,
  twins: TwinCheck | undefined,
): Kernel {
  const rates = new RateLimits(container.resolve(Limiter));
  return {
    callers: container.resolve(Callers),
    limits: new RequestLimits(rates, limits),
    signInLimit: new SignInLimit(rates, container.resolve(SignInAccounts), limits),
    cache: container.resolve(Cache),
    scope: container.resolve(RequestScope),
    clock: container.resolve(Clock),
    idempotency: container.resolve(Idempotency),
    workload: container.resolve(Workload),
    reads: container.resolve<ReadRouting>(ReadRouting),
    sentences,
    ...(twins && { twins }),
  };
}
