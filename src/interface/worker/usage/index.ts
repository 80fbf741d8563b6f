import { LifecycleWatch } from '../../../application/usage/lifecycle/lifecycle-watch.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  /** Decides the state of each end of life; at the full hour too, when brownouts begin. */
  workerJob({
    name: 'usage.decide_lifecycles',
    schedule: '*/5 * * * *',
    service: LifecycleWatch,
    run: (watch, stop) => watch.decideAll(stop),
  }),
];
