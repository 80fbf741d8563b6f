import { reason } from '../../../domain/kernel/refusal.js';

/** The refusals of pages for people. No version has them. */
export const foreignOrigin = reason(
  'forbidden',
  'request.foreign_origin',
  'A page takes changes only from its own forms.',
);
