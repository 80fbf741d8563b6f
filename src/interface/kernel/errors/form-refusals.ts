import { reason } from '../../../domain/kernel/refusal.js';

/**
 * Refusals of routes with file uploads. They are not in `refusals.ts`, because each refusal there has a problem page
 * even if no route accepts files.
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
