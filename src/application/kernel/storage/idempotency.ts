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
  /** Caller and operation. The same key of another caller is a different key. */
  readonly scope: string;
  /** The key as the client sent it. Only its hash is stored. */
  readonly key: string;
  /** Equal for the same request and different for another. */
  readonly fingerprint: string;
}

export interface Outcome {
  /** The finished answer, to be sent again byte for byte. */
  readonly answer: string;
  /** Whether the writes of the job are committed. A refusal is an answer, too, but its writes are rolled back. */
  readonly keep: boolean;
}

/** Stores effect, key and answer together or not at all, and keeps the answer for 24 hours. */
export interface Idempotency {
  /**
   * Runs `job` unless this request was answered before. When the job throws, nothing is stored.
   * @throws Refusal `request.idempotency_key_in_use`, `request.idempotency_key_reused`
   */
  once(request: OnceOnly, job: () => Promise<Outcome>): Promise<{ answer: string; replayed: boolean }>;
}
export const Idempotency = Symbol('kernel.Idempotency');

/** The stored answers, for the worker. */
export interface KeptAnswers {
  /** Removes answers that are too old to be sent again. Returns how many. */
  forget(limit: number): Promise<number>;
}
export const KeptAnswers = Symbol('kernel.KeptAnswers');
