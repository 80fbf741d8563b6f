import { setTimeout as wait } from 'node:timers/promises';
import { bootstrap } from './composition/bootstrap.js';
import { provideDatabase } from './composition/development-database.js';
import { configOrExit } from './composition/config-or-exit.js';
import { prepareDatabase } from './composition/prepare-database.js';
import { banner } from './interface/cli/kernel/banner.js';
import { listen } from './interface/kernel/http-server.js';

/** The platform kills a process 10 s after it asked it to stop; the router needs a moment to look elsewhere. */
const stopping = { routerMs: 1_500, requestsMs: 6_500 };

/** The web process. */
const given = configOrExit();
const isDevelopment = given.name === 'development';
const database = await provideDatabase(given);
if (isDevelopment) await prepareDatabase(database.config);
const service = await bootstrap(database.config);
const server = await listen(service.app, given.host, given.port);
if (isDevelopment) process.stdout.write(banner(server.port));

let stopped: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void (stopped ??= stop()));

async function stop(): Promise<void> {
  service.drain();
  if (!isDevelopment) await wait(stopping.routerMs);
  await server.close(isDevelopment ? 1_000 : stopping.requestsMs);
  await service.close();
  await database.leave();
}
