import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { createConfig, type Config } from '../../../config/index.js';
import { Cache } from '../../application/kernel/request/cache.js';
import { bootstrap, type Override } from '../start/bootstrap.js';
import { work } from './working.js';

/** Tells the thread of the requests, which has a cache of its own, what no longer holds. */
const tellDropped: Override = (container) => {
  const cache = container.resolve<Cache>(Cache);
  container.registerInstance<Cache>(Cache, {
    remember: (key, rule, compute) => cache.remember(key, rule, compute),
    async drop(tags) {
      await cache.drop(tags);
      parentPort?.postMessage(tags, []);
    },
  });
};

/** The thread that does the jobs in development: see `jobs-beside.ts`. It ends after any message. */
const { name, ...given } = workerData as Config;
const stop = new AbortController();
const service = await bootstrap(createConfig(name, given), [tellDropped], 'jobs');
if (parentPort) void once(parentPort, 'message').then(() => stop.abort());
await work(service, stop.signal);
await service.close();
