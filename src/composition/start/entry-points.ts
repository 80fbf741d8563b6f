import { existsSync } from 'node:fs';
import type { Router } from '@koa/router';
import type { InjectionToken } from 'tsyringe';
import type { CliCommand } from '../../interface/cli/kernel/cli-command.js';
import type { Change } from '../../interface/kernel/declaration/contract-change.js';
import type { Guide } from '../../interface/kernel/discovery/guide.js';
import type { RouteGroup } from '../../interface/kernel/declaration/route.js';
import type { ApiVersion } from '../../interface/kernel/declaration/version.js';
import type { WorkerJob } from '../../interface/worker/kernel/worker-job.js';

/**
 * What a door (a version of the API, the command line, the worker) holds of a feature lies in `interface/<door>/<feature>` and is
 * found by these names. So a feature or a door goes by removing its folders, without a list that names every pair.
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
export interface VersionRoom {
  readonly routeGroups: readonly InjectionToken<RouteGroup>[];
  readonly changes?: readonly Change[];
  readonly guides?: readonly Guide[];
}

/** The room of a feature in a version; an empty one where it has no folder there. */
export async function loadRoom(version: string, feature: string): Promise<VersionRoom> {
  return (await load<VersionRoom>(version, feature)) ?? { routeGroups: [] };
}

/** The commands of a feature; none where it has no folder there. */
export async function loadCommands(feature: string): Promise<readonly CliCommand[]> {
  return (await load<{ commands: readonly CliCommand[] }>('cli', feature))?.commands ?? [];
}

/** The jobs of a feature, or of the kernel; none where it has no folder there. */
export async function loadJobs(room: string): Promise<readonly WorkerJob[]> {
  return (await load<{ jobs: readonly WorkerJob[] }>('worker', room))?.jobs ?? [];
}

async function load<Module>(door: string, feature: string): Promise<Module | undefined> {
  const file = new URL(`${door}/${feature}/index.js`, home);
  return existsSync(file) ? ((await import(file.href)) as Module) : undefined;
}
