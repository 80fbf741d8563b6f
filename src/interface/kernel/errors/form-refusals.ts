import { reason } from '../../../domain/kernel/refusal.js';

/** Reasons that only a route that accepts files has; they are kept apart, as each reason of the kernel has a page. */
export const malformedForm = reason(
  'invalid',
  'request.malformed_form',
  'The body is not a valid multipart form.',
);
export const lengthRequired = reason(
  'invalid',
  'request.length_required',
  'A form must say its length in Content-Length.',
);
