import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { bootstrap } from './composition/bootstrap.js';
import { configOrExit } from './composition/config-or-exit.js';
import { provideDatabase } from './composition/development-database.js';
import { messageOf } from './composition/message-of.js';
import { prepareDatabase } from './composition/prepare-database.js';
import { banner } from './interface/cli/kernel/banner.js';
import { listen } from './interface/kernel/http-server.js';

/** The platform kills a process 10 s after it asked it to stop; the router needs a moment to look elsewhere. */
const stopping = { routerMs: 1_500, requestsMs: 6_500 };

/** The web process. */
const given = configOrExit();
const isDevelopment = given.name === 'development';
/** What is to be given back at the end, also when the start fails or is broken off half-way. */
const held = new AsyncDisposableStack();
const asked = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => asked.abort());

try {
  await start();
  await once(asked.signal, 'abort');
} catch (error) {
  if (!asked.signal.aborted) fail(error);
}
await held.disposeAsync().catch(fail);

async function start(): Promise<void> {
  const database = await provideDatabase(given);
  held.defer(() => database.leave());
  asked.signal.throwIfAborted();
  if (isDevelopment) await prepareDatabase(database.config);
  asked.signal.throwIfAborted();
  const service = await bootstrap(database.config);
  held.defer(() => service.close());
  const server = await listen(service.app, given.host, given.port);
  held.defer(async () => {
    service.drain();
    server.drain();
    if (!isDevelopment) await wait(stopping.routerMs);
    await server.close(isDevelopment ? 1_000 : stopping.requestsMs);
  });
  asked.signal.throwIfAborted();
  if (isDevelopment) process.stdout.write(banner(server.port));
}

function fail(error: unknown): void {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
