import { existsSync } from 'node:fs';
import type { Router } from '@koa/router';
import type { InjectionToken } from 'tsyringe';
import type { CliCommand } from '../../interface/cli/kernel/cli-command.js';
import type { ContractChange } from '../../interface/kernel/declaration/contract-change.js';
import type { Guide } from '../../interface/documentation/discovery/guide.js';
import type { RouteGroup } from '../../interface/kernel/declaration/route.js';
import type { ApiVersion } from '../../interface/kernel/declaration/version.js';
import type { WorkerJob } from '../../interface/worker/kernel/worker-job.js';

/**
 * What an entry point (a version of the API, the command line, the worker) holds of a feature lies in `interface/<entry point>/<feature>` and is
 * found by these names. So a feature or an entry point goes by removing its folders, without a list that names every pair.
 */
const home = new URL('../../interface/', import.meta.url);

/** What the folder of a version says of it, and its router: a new one each time. */
export interface VersionEntry {
  readonly version: Omit<ApiVersion, 'changes'>;
  readonly createRouter: () => Router;
}

/** @throws Error when there is no such version */
export async function loadVersion(name: string): Promise<VersionEntry> {
  return (await import(new URL(`${name}/index.js`, home).href)) as VersionEntry;
}

/** What a version holds of a feature: its routes, the changes that its contract has seen, and guides out of it. */
export interface VersionModule {
  readonly routeGroups: readonly InjectionToken<RouteGroup>[];
  readonly changes?: readonly ContractChange[];
  readonly guides?: readonly Guide[];
}

/** The module of a feature in a version; an empty one where it has no folder there. */
export async function loadModule(version: string, feature: string): Promise<VersionModule> {
  return (await load<VersionModule>(version, feature)) ?? { routeGroups: [] };
}

/** The commands of a feature; none where it has no folder there. */
export async function loadCommands(feature: string): Promise<readonly CliCommand[]> {
  return (await load<{ commands: readonly CliCommand[] }>('cli', feature))?.commands ?? [];
}

/** The jobs of a feature, or of the kernel; none where it has no folder there. */
export async function loadJobs(feature: string): Promise<readonly WorkerJob[]> {
  return (await load<{ jobs: readonly WorkerJob[] }>('worker', feature))?.jobs ?? [];
}

async function load<Module>(entryPoint: string, feature: string): Promise<Module | undefined> {
  const file = new URL(`${entryPoint}/${feature}/index.js`, home);
  return existsSync(file) ? ((await import(file.href)) as Module) : undefined;
}
