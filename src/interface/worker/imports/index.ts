import { ImportWorker } from '../../../application/imports/import-worker.js';
import { workerJob } from '../kernel/worker-job.js';

export const jobs = [
  workerJob({
    name: 'imports.import_files',
    schedule: '* * * * *',
    service: ImportWorker,
    run: (worker, stop) => worker.importAll(stop),
  }),
  workerJob({
    name: 'imports.remove_expired',
    schedule: '10 * * * *',
    service: ImportWorker,
    run: (worker, stop) => worker.removeExpired(stop),
  }),
];
