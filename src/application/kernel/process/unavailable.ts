import { reason } from '../../../domain/kernel/refusal.js';

/**
 * Cause of a refusal during an outage. `Availability` logs the beginning and the end of the outage, so the requests are
 * not logged one by one.
 */
export class Outage extends Error {}

/** A dependency is temporarily unavailable; the same request may succeed shortly. */
export const unavailable = reason(
  'unavailable',
  'kernel.unavailable',
  'The service cannot do this at the moment. Try again shortly.',
);
