import { DeliverEvents } from './deliver-events.js';
import { ForgetAnswers } from './forget-answers.js';
import type { WorkerJob } from './worker-job.js';

export const jobs: readonly WorkerJob[] = [
  { name: 'kernel.deliver_events', schedule: '* * * * *', handler: DeliverEvents },
  { name: 'kernel.forget_answers', schedule: '5 * * * *', handler: ForgetAnswers },
];
