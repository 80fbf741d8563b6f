import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Config } from '../../../config/index.js';
import { Cache } from '../../application/kernel/request/cache.js';
import { withoutPooler } from '../database/open-database.js';
import type { Service } from '../start/bootstrap.js';

/** The pause before another thread begins, after one has failed. */
const pauseMs = 5_000;
/** How long a thread may take to end its jobs. What it leaves is done by the next one, as after a crash. */
const patienceMs = 1_000;

type Served = Pick<Service, 'container' | 'report'>;

/**
 * Does the jobs of the worker beside the requests, for development. They have a thread of their own: an error in it ends
 * no request. The service drops from its cache what the jobs have changed. Returns a function that ends it.
 */
export function doJobsBeside(config: Config, stop: AbortSignal, service: Served): () => Promise<void> {
  const running = keepWorking({ ...withoutPooler(config) }, stop, service);
  return () => running;
}

async function keepWorking(config: Config, stop: AbortSignal, { container, report }: Served): Promise<void> {
  const cache = container.resolve<Cache>(Cache);
  while (!stop.aborted) {
    const thread = new Worker(new URL('jobs-thread.js', import.meta.url), { workerData: config });
    thread.on('message', (tags: readonly string[]) => void cache.drop(tags));
    const ask = () => {
      thread.postMessage('stop', []);
      setTimeout(() => void thread.terminate(), patienceMs).unref();
    };
    stop.addEventListener('abort', ask, { once: true });
    try {
      await once(thread, 'exit');
    } catch (error) {
      if (stop.aborted) return;
      report.happened({ level: 'error', event: 'cannot work', error });
      await wait(pauseMs, undefined, { signal: stop }).catch(() => undefined);
    } finally {
      stop.removeEventListener('abort', ask);
    }
  }
}
