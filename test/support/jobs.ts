import { allJobs } from '../../src/composition/process/working.js';
import type { Service } from '../../src/composition/start/bootstrap.js';

/** Runs one job of the worker to its end, as a worker does. */
export async function runJob(service: Service, name: string): Promise<void> {
  const job = (await allJobs()).find((each) => each.name === name);
  if (!job) throw new Error(`There is no job ${name}.`);
  await job.run(service.container.resolve(job.service) as never, new AbortController().signal);
}
