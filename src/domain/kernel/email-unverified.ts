import { reason } from './refusal.js';

/** Passed on by the features that need a verified address. A librarian who has seen the patron can override it. */
export const emailUnverified = reason(
  'conflict',
  'accounts.email_unverified',
  'The e-mail address of the account is not verified yet.',
  { overridableBy: 'librarian' },
);
