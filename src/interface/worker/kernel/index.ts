import { EventDelivery } from '../../../application/kernel/storage/event-delivery.js';
import { KeptAnswers } from '../../../application/kernel/storage/idempotency.js';
import { inLots } from '../../../application/kernel/storage/in-lots.js';
import { NetworkRetention } from '../../../application/kernel/storage/network-retention.js';
import { TrailKeeping } from '../../../application/kernel/trail/trail-keeping.js';
import { workerJob } from './worker-job.js';

export const jobs = [
  /** Delivers events, and deletes old delivered ones. */
  workerJob({
    name: 'kernel.deliver_events',
    schedule: '* * * * *',
    service: EventDelivery,
    run: async (delivery, stop) => {
      await delivery.prune(stop);
      await delivery.deliver(stop);
    },
  }),
  /** Deletes stored answers to requests with an `Idempotency-Key` that have expired. */
  workerJob<KeptAnswers>({
    name: 'kernel.forget_answers',
    schedule: '5 * * * *',
    service: KeptAnswers,
    run: async (answers, stop) => void (await inLots(stop, (limit) => answers.forget(limit))),
  }),
  /** Removes the networks of sign-ins from audit events after 90 days. */
  workerJob({
    name: 'kernel.forget_networks',
    schedule: '25 3 * * *',
    service: NetworkRetention,
    run: (networks, stop) => networks.forget(stop),
  }),
  /** Creates the coming months of the audit trail, and detaches old ones. */
  workerJob({
    name: 'kernel.keep_trail_months',
    schedule: '45 4 * * *',
    service: TrailKeeping,
    run: (months) => months.keep(),
  }),
];
