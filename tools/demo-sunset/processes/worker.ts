import { loadConfig } from '../../../config/index.js';
import { withoutPooler } from '../../../src/composition/database/open-database.js';
import { work } from '../../../src/composition/process/working.js';
import { bootstrap } from '../../../src/composition/start/bootstrap.js';
import { obey, overrides, tell } from './in-demo.js';

/** The worker, with the clock of the demo. */
const service = await bootstrap(withoutPooler(loadConfig()), overrides, 'jobs');
const gone = obey(() => Promise.resolve());
tell({});
await work(service, gone);
await service.close();
process.exit();
