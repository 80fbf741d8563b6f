import { reason } from '../../../domain/kernel/refusal.js';

/** The cause of a refusal that is told as a change already, when it begins and when it ends: not for each request. */
export class Outage extends Error {}

/** Something that the service stands on is away for the moment; the same request may succeed shortly. */
export const unavailable = reason(
  'unavailable',
  'kernel.unavailable',
  'The service cannot do this at the moment. Try again shortly.',
);
