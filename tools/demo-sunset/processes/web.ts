import { once } from 'node:events';
import { loadConfig } from '../../../config/index.js';
import { UsageWriter } from '../../../src/application/usage/counting/usage-writer.js';
import { bootstrap } from '../../../src/composition/start/bootstrap.js';
import { ReadStates } from '../../../src/infrastructure/usage/lifecycle/read-states.js';
import { listen } from '../../../src/interface/kernel/app/http-server.js';
import { obey, overrides, tell } from './in-demo.js';

/** The web process, with the clock of the demo. */
const service = await bootstrap(loadConfig(), overrides);
const end = service.begin();
const server = await listen(service.app, '127.0.0.1', 0);
const [writer, states] = [service.container.resolve(UsageWriter), service.container.resolve(ReadStates)];
const gone = obey(async () => {
  // One that began earlier may have missed the last calls.
  await writer.write();
  await writer.write();
  await states.read();
});
tell({ port: server.port });
if (!gone.aborted) await once(gone, 'abort');
await server.close(0);
await end();
await service.close();
process.exit();
