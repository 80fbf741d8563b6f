import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { run, type Ending } from '../support/real-process.js';
import { startDeployed, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { Client, type Result } from './client.js';
import type { Release } from './previous-release.js';
import { Router } from '../support/router.js';
import { Traffic } from './traffic.js';

/** The settings of an upgrade. */
export interface Plan {
  readonly from: Release;
  readonly to: Release;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly instances: number;
  /** The time in ms for which the old instances, those on the new schema, and the new ones are watched. */
  readonly phaseMs: number;
}

/** The result of an upgrade. */
export interface Upgrade {
  readonly results: readonly Result[];
  /** The requests before the traffic: sign-ins, and books for the players. */
  readonly preparations: readonly Result[];
  readonly migrationSeconds: number;
  readonly migrations: readonly string[];
  readonly drains: readonly {
    readonly seconds: number;
    readonly code: number | null;
    readonly stderr: string;
  }[];
  readonly redials: number;
}

/** Starts the old release and the traffic, migrates, replaces instance by instance, and ends everything. */
export async function upgrade(plan: Plan): Promise<Upgrade> {
  // Not `await using`: the tool that follows the imports for the architecture tests cannot parse it.
  const held = new AsyncDisposableStack();
  try {
    return await upgradeWith(held, plan);
  } finally {
    await held.disposeAsync();
  }
}

async function upgradeWith(held: AsyncDisposableStack, plan: Plan): Promise<Upgrade> {
  const router = new Router();
  const client = new Client(await router.open());
  held.defer(() => router.close());
  held.defer(() => client.close());
  const old = await Promise.all(Array.from({ length: plan.instances }, () => admit(plan, plan.from, router)));
  const traffic = await Traffic.begin(client);
  const preparations = client.results.splice(0);

  await wait(plan.phaseMs);
  const migrated = await migrate(plan.to, plan.databaseUrl);
  await wait(plan.phaseMs);
  const drains: Drain[] = [];
  for (const instance of old) {
    await admit(plan, plan.to, router);
    drains.push(await drain(instance, router));
  }
  await wait(plan.phaseMs);
  await traffic.end();
  return { results: client.results, preparations, drains, redials: router.redials, ...migrated };
}

/** Runs the command line of a release to its end. @throws Error with its output when it fails */
export async function runCli({ dist }: Release, databaseUrl: string, ...args: string[]): Promise<Ending> {
  const env = { NODE_ENV: 'development', DATABASE_URL: databaseUrl };
  const ending = await run(process.execPath, [path.join(dist, 'src/cli.js'), ...args], { cwd: tmpdir(), env })
    .ended;
  if (ending.code !== 0) throw new Error(`${args.join(' ')} failed:\n${ending.stdout}${ending.stderr}`);
  return ending;
}

type Drain = Upgrade['drains'][number];

/** A new instance, once the router sends requests to it. */
async function admit(plan: Plan, release: Release, router: Router): Promise<ServiceProcess> {
  const redis = plan.redisUrl === undefined ? {} : { REDIS_URL: plan.redisUrl };
  const instance = await startDeployed(plan.databaseUrl, redis, path.join(release.dist, 'src/main.js'));
  router.add(instance.url);
  await until(() => router.isReady(instance.url), 20_000);
  return instance;
}

/** Stops an instance as the platform does; the router notices by its polls. */
async function drain(instance: ServiceProcess, router: Router): Promise<Drain> {
  const start = performance.now();
  instance.signal('SIGTERM');
  const { code, stderr } = await instance.ended;
  router.remove(instance.url);
  return { seconds: (performance.now() - start) / 1_000, code, stderr };
}

/** Migrates with a release, as its operator does. Returns the migrations, and the time they took. */
export async function migrate(
  release: Release,
  databaseUrl: string,
): Promise<Pick<Upgrade, 'migrationSeconds' | 'migrations'>> {
  const start = performance.now();
  const { stdout } = await runCli(release, databaseUrl, 'db', 'migrate');
  const migrations = [...stdout.matchAll(/^migrated {2}(\S+)$/gm)].map(([, name = '']) => name);
  return { migrationSeconds: (performance.now() - start) / 1_000, migrations };
}
