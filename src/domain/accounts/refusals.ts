import { reason } from '../kernel/refusal.js';

export const emailTaken = reason(
  'conflict',
  'accounts.email_taken',
  'There is an account with this e-mail address already.',
);
export const credentialsWrong = reason(
  'unauthenticated',
  'accounts.credentials_wrong',
  'E-mail address or password is wrong.',
);
export const patronNotFound = reason('not_found', 'accounts.patron_not_found', 'There is no such patron.');
export const accountInUse = reason(
  'conflict',
  'accounts.account_in_use',
  'The account cannot be closed while loans are open.',
);
export const lastAdmin = reason('conflict', 'accounts.last_admin', 'The library needs at least one admin.');
