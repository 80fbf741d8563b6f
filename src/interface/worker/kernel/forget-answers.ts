import { inject, injectable } from 'tsyringe';
import { KeptAnswers } from '../../../application/kernel/idempotency.js';
import { inLots } from '../../../application/kernel/in-lots.js';
import type { JobHandler } from './worker-job.js';

/** Removes answers to requests with an `Idempotency-Key` that are never given again. */
@injectable()
export class ForgetAnswers implements JobHandler {
  constructor(@inject(KeptAnswers) private readonly answers: KeptAnswers) {}

  async run(stop: AbortSignal): Promise<void> {
    await inLots(stop, (limit) => this.answers.forget(limit));
  }
}
