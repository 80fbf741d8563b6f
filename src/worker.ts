import { bootstrap } from './composition/start/bootstrap.js';
import { configOrExit } from './composition/process/config-or-exit.js';
import { narrator } from './composition/database/narrator.js';
import { provideDatabase } from './composition/database/development-database.js';
import { serveMetrics } from './composition/start/observing.js';
import { withoutPooler } from './composition/database/open-database.js';
import { prepareDatabase } from './composition/database/prepare-database.js';
import { ProcessLife } from './composition/process/process-life.js';
import { work } from './composition/process/working.js';

/** The background process. Jobs that do not end in time are left as after a crash: the next worker continues them. */
const given = configOrExit();
const say = narrator(given);
const life = new ProcessLife();
await life.live(async () => {
  const { held, stop } = life;
  const database = await provideDatabase(given, say);
  held.defer(() => database.leave());
  if (given.name === 'development') await prepareDatabase(database.config, say);
  stop.throwIfAborted();
  const service = await bootstrap(withoutPooler(database.config), [], 'jobs');
  held.defer(() => service.close());
  life.tellTo(service.report);
  held.defer(await serveMetrics(service, given));
  life.started({ environment: given.name });
  say('Waiting for jobs.');
  await work(service, stop);
});
