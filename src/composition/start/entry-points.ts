import { existsSync } from 'node:fs';
import type { Router } from '@koa/router';
import type { InjectionToken } from 'tsyringe';
import type { Callers } from '../../application/kernel/request/caller.js';
import type { CliCommand } from '../../interface/cli/kernel/cli-command.js';
import type { Installable } from '../../interface/kernel/installed/installed-api.js';
import type { PageGroup } from '../../interface/kernel/app/page-group.js';
import type { ContractChange } from '../../interface/kernel/declaration/contract-change.js';
import type { Succession } from '../../interface/documentation/migration/succession.js';
import type { PageLink } from '../../interface/documentation/discovery/home-page.js';
import type { Guide } from '../../interface/documentation/discovery/guide.js';
import type { AdviceByCode } from '../../interface/documentation/problems/advice.js';
import type { Translations } from '../../interface/kernel/errors/sentences.js';
import type { RouteGroup } from '../../interface/kernel/declaration/route.js';
import type { AnyTwin } from '../../interface/kernel/twins/twin.js';
import type { ApiVersion } from '../../interface/kernel/declaration/version.js';
import type { WorkerJob } from '../../interface/worker/kernel/worker-job.js';

/**
 * The parts of a feature for each entry point (a version of the API, the pages for people, the
 * command line, the worker) are in
 * `interface/<entry point>/<feature>` and are loaded by these names. So a feature or an entry point is removed by
 * removing its folders, and no list names every pair.
 */
const home = new URL('../../interface/', import.meta.url);

/** The metadata of a version, and a function that makes a new router for it. */
export interface VersionEntry {
  readonly version: Omit<ApiVersion, 'changes' | 'tags'>;
  readonly createRouter: () => Router;
  /** Who authenticates its callers; those of all majors if absent. */
  readonly callers?: InjectionToken<Callers>;
  /** Joins the pages of its features for people into one group. */
  readonly createPages?: (pages: readonly never[]) => PageGroup;
  /** How everything that belongs to no feature continues in the next major. */
  readonly succession?: Succession;
}

/** @throws Error when there is no such version */
export async function loadVersion(name: string): Promise<VersionEntry> {
  return (await import(new URL(`${name}/index.js`, home).href)) as VersionEntry;
}

/**
 * The parts of a feature in a version: its routes, the contract changes, descriptions of tags, and guides for migrating to the next version.
 */
export interface VersionModule {
  readonly routeGroups: readonly InjectionToken<RouteGroup>[];
  readonly changes?: readonly ContractChange[];
  /** Tag → description for the documentation. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly guides?: readonly Guide[];
  /** Its pages for people, for the `createPages` of the version. */
  readonly pages?: readonly InjectionToken<never>[];
  /** How the feature continues in the next major. */
  readonly succession?: Succession;
  /** What it shows as other majors do, too. */
  readonly twins?: readonly AnyTwin[];
}

/** The module of a feature in a version; an empty one if the version has no folder for it. */
export async function loadModule(version: string, feature: string): Promise<VersionModule> {
  return (await load<VersionModule>(version, feature)) ?? { routeGroups: [] };
}

/** The adapter of an API of a package. */
export interface InstalledEntry {
  /** Where it is mounted. */
  readonly path: string;
  /** The home page names it. */
  readonly link: PageLink;
  /** @param parts what its features bring. Returns undefined if that is not enough. */
  readonly createApi: (parts: object) => Installable | undefined;
}

/** @throws Error when there is no such adapter */
export async function loadInstalled(name: string): Promise<InstalledEntry> {
  return (await import(new URL(`${name}/index.js`, home).href)) as InstalledEntry;
}

/** What a feature brings to an API of a package, by the names that its adapter knows. */
export interface InstalledModule {
  /** Classes, to be resolved. */
  readonly services?: Readonly<Record<string, InjectionToken<object>>>;
  /** Plain values. */
  readonly parts?: object;
}

/** The part of a feature in an API of a package; nothing without a folder. */
export async function loadInstalledModule(name: string, feature: string): Promise<InstalledModule> {
  return (await load<InstalledModule>(name, feature)) ?? {};
}

/** The pages of a feature for people: those that take requests, and its part of the problem pages. */
export interface PageModule {
  readonly pageGroups?: readonly InjectionToken<PageGroup>[];
  /** Those of its pages that the home page names. */
  readonly links?: readonly PageLink[];
  /** The minor whose operations the pages show. Without it in service, they are not served either. */
  readonly since?: string;
  /** On every refusal code that the feature owns. */
  readonly advice?: AdviceByCode;
}

/** The pages of a feature; none without a folder. */
export async function loadPages(feature: string): Promise<PageModule> {
  return (await load<PageModule>('pages', feature)) ?? {};
}

/** The commands of a feature; none without a folder. */
export async function loadCommands(feature: string): Promise<readonly CliCommand[]> {
  return (await load<{ commands: readonly CliCommand[] }>('cli', feature))?.commands ?? [];
}

/** The jobs of a feature, or of the kernel; none without a folder. */
export async function loadJobs(feature: string): Promise<readonly WorkerJob[]> {
  return (await load<{ jobs: readonly WorkerJob[] }>('worker', feature))?.jobs ?? [];
}

/** The German sentences of a feature, or of the kernel; none without a folder. */
export async function loadTranslations(feature: string): Promise<Translations> {
  return (await load<{ german: Translations }>('translations', feature))?.german ?? {};
}

async function load<Module>(entryPoint: string, feature: string): Promise<Module | undefined> {
  const file = new URL(`${entryPoint}/${feature}/index.js`, home);
  return existsSync(file) ? ((await import(file.href)) as Module) : undefined;
}
