import 'reflect-metadata';
import type Koa from 'koa';
import { container as root, type DependencyContainer } from 'tsyringe';
import { createConfig, type Config, type EnvironmentName } from '../../../config/index.js';
import type { ProcessEvents } from '../../application/kernel/process/process-events.js';
import { Dependency } from '../../application/kernel/process/readiness.js';
import { buildApp } from '../../interface/kernel/app/app.js';
import { EventLoop } from '../../interface/kernel/app/event-loop.js';
import { ServedVersions, type MountedVersion } from '../../interface/kernel/declaration/version.js';
import { Cursors } from '../../interface/kernel/answer/cursor.js';
import { health } from '../../interface/kernel/app/health.js';
import { checkVersions } from '../../interface/kernel/minors/version-checks.js';
import { guidePath, type Guide } from '../../interface/documentation/discovery/guide.js';
import {
  ContractDiffs,
  DerivedContractDiffs,
} from '../../interface/documentation/migration/contract-diffs.js';
import { refusalPage } from '../../interface/documentation/discovery/refusal-page.js';
import { writtenAddress, writtenGuides } from '../../interface/documentation/handbook/written-guides.js';
import { majorGuides } from '../../interface/documentation/migration/major-guide.js';
import { documentationAssets } from '../../interface/documentation/viewer/documentation-assets.js';
import type { WatchedWork } from '../../infrastructure/kernel/observability/watched-work.js';
import { HttpSettings } from '../../interface/kernel/settings.js';
import { Sentences } from '../../interface/kernel/errors/sentences.js';
import { TwinSampling } from '../../interface/kernel/twins/twin-check.js';
import { routeVersion } from '../../interface/kernel/app/router.js';
import { JobRuns } from '../../application/kernel/operations/job-runs.js';
import { LifecycleCounts } from '../../application/kernel/operations/lifecycle-counts.js';
import { MailQueue } from '../../application/kernel/operations/mail-queue.js';
import { Deliveries } from '../../application/kernel/storage/outbox.js';
import {
  DeclaredLifecycles,
  KnownScopes,
  ServedMinors,
  type DeclaredLifecycle,
} from '../../application/kernel/settings.js';
import { TrailMonths } from '../../application/kernel/trail/trail-months.js';
import { Workload } from '../../application/kernel/request/workload.js';
import { minors } from '../../interface/kernel/declaration/version.js';
import { allFeatures } from '../all-features.js';
import { loadTranslations } from './entry-points.js';
import { OtherApis } from './installed.js';
import { kernelFor, kernelOf } from './kernels.js';
import { addressOf, httpSettings } from './http-settings.js';
import { lifecyclesIn } from './lifecycles.js';
import {
  loadVersionModules,
  OtherLifecycles,
  resolveRoutes,
  type LoadedVersion,
  type ResolvedVersion,
} from './mounting.js';
import { pagesOf } from './pages.js';
import { readReleases, Releases, withoutDrafts } from './releases.js';
import { scopesOf } from './scopes.js';
import { bindShared, type Shared } from './shared.js';
import { twinCheck, twinSampling } from './twins.js';
import { standaloneApis, versions } from '../versions.js';

/** A service that is assembled and does not listen yet. */
export interface Service extends Pick<Shared, 'report' | 'metrics' | 'joinInstances'> {
  readonly config: Config;
  readonly app: Koa;
  /** The majors of the library. */
  readonly versions: readonly MountedVersion[];
  /** The APIs beside them. */
  readonly standalone: readonly MountedVersion[];
  /** For the entry points and for tests; nothing else resolves from it. */
  readonly container: DependencyContainer;
  /**
   * From now on `/health/ready` fails, so that the router sends no more requests, and every answer closes its
   * connection.
   */
  drain(): void;
  /** Begins what the features run beside the requests. Returns a function that ends it, after the last request. */
  begin(): () => Promise<void>;
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
    container.registerInstance<OtherLifecycles>(OtherLifecycles, {});
    container.registerInstance<OtherApis>(OtherApis, []);
    const workload = () => container.resolve<Workload>(Workload);
    container.registerInstance(EventLoop, new EventLoop());
    const loop = () => container.resolve(EventLoop);
    container.registerInstance<TwinSampling>(TwinSampling, twinSampling(loop, workload));
    for (const override of overrides) override(container);
    shared.metrics?.watchWork(() => watchedWork(container));
    return await assemble(settings, container, shared);
  } catch (error) {
    await shared.close();
    throw error;
  }
}

function bindVersions(read: Awaited<ReturnType<typeof loadVersions>>, container: DependencyContainer): void {
  const served = Object.fromEntries(read.map(({ version }) => [version.major, minors(version)]));
  container.registerInstance<ServedMinors>(ServedMinors, served);
  container.registerInstance<KnownScopes>(KnownScopes, scopesOf(withRoutes(read)));
}

async function assemble(config: Config, container: DependencyContainer, shared: Shared): Promise<Service> {
  const read = await loadVersions(config, container);
  bindVersions(read, container);
  const http = bindHttpSettings(config, container);
  const { mounted, standalone, guides } = await resolveAll(read, container, config);
  const all = [...mounted, ...standalone];
  checkAll(all, guides);
  let draining = false;
  const twins = twinCheck(read, container.resolve<TwinSampling>(TwinSampling), shared.metrics);
  const kernel = kernelOf(container, http, await allSentences(), twins);
  const app = buildApp({
    versions: all.map((each) => routeVersion(each, each.routes, kernelFor(each, kernel, container))),
    workload: kernel.workload,
    loop: container.resolve(EventLoop),
    isDraining: () => draining,
    settings: http,
    sentences: kernel.sentences,
    countRefusal: (ctx, refusal) => kernel.limits.countRefusal(ctx, refusal),
    report: shared.report,
    refusalPage,
    unversioned: [
      health(container.resolveAll<Dependency>(Dependency), http.release, () => draining, shared.report),
      documentationAssets(),
      ...(await pagesOf(config, { mounted, standalone, guides }, container, kernel)),
    ],
  });
  return {
    config,
    app,
    versions: mounted,
    standalone,
    container,
    report: shared.report,
    metrics: shared.metrics,
    joinInstances: () => shared.joinInstances(),
    drain: () => (draining = true),
    begin: () => beginFeatures(container, shared.report),
    close: () => shared.close(),
  };
}

function checkAll(resolved: readonly ResolvedVersion[], guides: readonly Guide[]): void {
  const declared = resolved.map(({ version, declared: routes }) => ({ version, routes }));
  checkVersions(declared, new Set(guides.map(({ id }) => guidePath(id))));
}

function bindHttpSettings(config: Config, container: DependencyContainer): HttpSettings {
  const http = httpSettings(config);
  container.registerInstance<HttpSettings>(HttpSettings, http);
  return http;
}

function watchedWork(container: DependencyContainer): WatchedWork {
  return {
    deliveries: container.resolve<Deliveries>(Deliveries),
    jobs: container.resolve<JobRuns>(JobRuns),
    mails: container.resolveAll<MailQueue>(MailQueue),
    lifecycles: container.resolve<LifecycleCounts>(LifecycleCounts),
    months: container.resolve<TrailMonths>(TrailMonths),
  };
}

/**
 * Resolves the routes of the majors and of the APIs beside them. The services that they are made of ask for the declared
 * lifecycles and the served versions later.
 */
async function resolveAll(read: readonly LoadedVersion[], container: DependencyContainer, config: Config) {
  let lifecycles: readonly DeclaredLifecycle[] = [];
  container.registerInstance<DeclaredLifecycles>(DeclaredLifecycles, { all: () => lifecycles });
  const releases = container.resolve<Releases>(Releases);
  const served = { versions: [] as readonly MountedVersion[], releases };
  container.registerInstance<ServedVersions>(ServedVersions, served);
  const diffs = new DerivedContractDiffs(() => mounted);
  container.registerInstance<ContractDiffs>(ContractDiffs, diffs);
  const resolve = (each: LoadedVersion) => resolveRoutes(each, container, addressOf(config));
  const mounted: ResolvedVersion[] = read.map(resolve);
  lifecycles = lifecyclesIn(mounted);
  served.versions = mounted;
  const standalone = (await Promise.all(standaloneApis.map(loadVersionModules))).map(resolve);
  const guides = [
    ...writtenGuides(addressOf(config) ?? writtenAddress),
    ...majorGuides(mounted, diffs),
    ...[...mounted, ...standalone].flatMap((each) => each.guides),
  ];
  return { mounted, standalone, guides };
}

function beginFeatures(container: DependencyContainer, events: ProcessEvents): () => Promise<void> {
  const ends = allFeatures.flatMap((feature) => feature.begin?.(container, events) ?? []);
  return async () => void (await Promise.all(ends.map((end) => end())));
}

/** Production serves no drafts. Elsewhere they can be tried. */
async function loadVersions(config: Config, container: DependencyContainer): Promise<LoadedVersion[]> {
  const all = await Promise.all(versions.map(loadVersionModules));
  if (config.name !== 'production') return all;
  const releases = container.resolve<Releases>(Releases);
  return all.flatMap((each) => withoutDrafts(each, releases));
}

/** The sentences of the kernel and of all features. */
async function allSentences(): Promise<Sentences> {
  const names = ['kernel', ...allFeatures.map(({ name }) => name)];
  return new Sentences({ de: await Promise.all(names.map(loadTranslations)) });
}

/** The features that can be scopes of API keys: those with routes in some version. */
function withRoutes(read: readonly LoadedVersion[]): string[] {
  const modules = read
    .flatMap((version) => version.modules)
    .filter(({ routeGroups }) => routeGroups.length > 0);
  return [...new Set(modules.map(({ feature }) => feature))];
}
