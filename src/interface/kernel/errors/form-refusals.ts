import { reason } from '../../../domain/kernel/refusal.js';

/**
 * Refusals of routes with file uploads. They are in this file because each refusal in `refusals.ts` has a problem page.
 */
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
