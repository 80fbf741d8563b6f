import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { createConfig, type Config } from '../../../config/index.js';
import { bootstrap } from '../start/bootstrap.js';
import { work } from './working.js';

/** The thread that does the jobs in development: see `jobs-beside.ts`. It ends after any message. */
const { name, ...given } = workerData as Config;
const stop = new AbortController();
const service = await bootstrap(createConfig(name, given), [], 'jobs');
if (parentPort) void once(parentPort, 'message').then(() => stop.abort());
await work(service, stop.signal);
await service.close();
