import type { WorkerJob } from '../../src/interface/worker/kernel/worker-job.js';

/**
 * Runs the job with this name once, with the given service replacing its own. @throws Error when there is no such job
 */
export async function runJob(
  jobs: readonly WorkerJob[],
  name: string,
  service: object,
  stop: AbortSignal,
): Promise<void> {
  const job = jobs.find((each) => each.name === name);
  if (!job) throw new Error(`There is no job ${name}.`);
  await job.run(service as never, stop);
}
