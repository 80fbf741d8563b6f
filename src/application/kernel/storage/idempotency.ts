import { reason } from '../../../domain/kernel/refusal.js';

export const keyInUse = reason(
  'conflict',
  'request.idempotency_key_in_use',
  'A request with this Idempotency-Key is still running.',
);
export const keyReused = reason(
  'invalid',
  'request.idempotency_key_reused',
  'This Idempotency-Key was used for another request.',
);

/** A request that must take effect once, however often it is sent. */
export interface OnceOnly {
  /** Who sends it, and to which operation: the same key of somebody else is another key. */
  readonly scope: string;
  /** The client's key as it came; it is stored as a hash only. */
  readonly key: string;
  /** Equal for the same request and different for another. */
  readonly fingerprint: string;
}

export interface Outcome {
  /** The finished answer, to be given again byte for byte. */
  readonly answer: string;
  /** Whether what the job wrote stands. A refusal is an answer too, but leaves nothing behind. */
  readonly keep: boolean;
}

/** Effect, key and answer are stored together or not at all, and the answer is kept for 24 hours. */
export interface Idempotency {
  /**
   * Runs `job` unless this request has been answered before. A job that throws is as if it never was.
   * @throws Refusal `request.idempotency_key_in_use`, `request.idempotency_key_reused`
   */
  once(request: OnceOnly, job: () => Promise<Outcome>): Promise<{ answer: string; replayed: boolean }>;
}
export const Idempotency = Symbol('kernel.Idempotency');

/** The answers that are kept, for the worker. */
export interface KeptAnswers {
  /** Removes those that are too old to be given again. Gives how many. */
  forget(limit: number): Promise<number>;
}
export const KeptAnswers = Symbol('kernel.KeptAnswers');
