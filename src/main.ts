import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { bootstrap } from './composition/start/bootstrap.js';
import { configOrExit } from './composition/process/config-or-exit.js';
import { narrator } from './composition/database/narrator.js';
import { provideDatabase } from './composition/database/development-database.js';
import { serveMetrics } from './composition/start/observing.js';
import { ProcessLife } from './composition/process/process-life.js';
import { banner } from './interface/cli/kernel/banner.js';
import { listen } from './interface/kernel/app/http-server.js';

/** The platform kills a process 10 s after it asked it to stop; the router needs a moment to stop sending requests. */
const stopping = { routerMs: 1_500, requestsMs: 6_000 };

/** The web process. */
const given = configOrExit();
const isDevelopment = given.name === 'development';
const say = narrator(given);
const life = new ProcessLife();
await life.live(async () => {
  await start();
  if (!life.stop.aborted) await once(life.stop, 'abort');
});

async function start(): Promise<void> {
  const { held, stop } = life;
  const database = await provideDatabase(given, say);
  held.defer(() => database.leave());
  stop.throwIfAborted();
  if (isDevelopment) {
    const { prepareDatabase } = await import('./composition/database/prepare-database.js');
    await prepareDatabase(database.config, say);
  }
  stop.throwIfAborted();
  say('Starting the service.');
  const service = await bootstrap(database.config);
  held.defer(() => service.close());
  life.tellTo(service.report);
  held.defer(service.joinInstances());
  held.defer(service.begin());
  held.defer(await serveMetrics(service, given));
  const server = await listen(service.app, given.host, given.port);
  held.defer(async () => {
    service.drain();
    if (!isDevelopment) await wait(stopping.routerMs);
    await server.close(isDevelopment ? 1_000 : stopping.requestsMs);
  });
  stop.throwIfAborted();
  say(`Listening on port ${server.port}.`);
  if (isDevelopment) {
    process.stdout.write(banner(server.port));
    const { doJobsBeside } = await import('./composition/process/jobs-beside.js');
    held.defer(doJobsBeside(database.config, stop, service));
  }
  life.started({ environment: given.name, port: server.port });
}
