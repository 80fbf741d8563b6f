import { reason } from '../../domain/kernel/refusal.js';

/** Something that the service stands on is away for the moment; the same request may succeed shortly. */
export const unavailable = reason(
  'unavailable',
  'kernel.unavailable',
  'The service cannot do this at the moment. Try again shortly.',
);
