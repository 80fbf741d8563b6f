import type { AdviceByCode } from '../../../documentation/problems/advice.js';

export const onSecondFactor: AdviceByCode = {
  'accounts.second_factor_required': {
    means:
      'The password is right, but the account has a second factor or has to have one, and the request has no code of it.',
    todo:
      'Ask the user for the six digits in the authenticator app, and send them as `secondFactorCode` with the password ' +
      'to `issueTokens`. `/v1` has no field for the code; the token of `issueTokens` is valid there, too.',
    repeat: 'Yes, with the code. This does not count as a failed sign-in.',
  },
  'accounts.second_factor_wrong': {
    means:
      'The code is not the present one of the authenticator app, or it was used before. Each code works once.',
    todo:
      'Wait for the next code of the app, at most 30 seconds, and check the clock of the phone. If the phone is lost, ' +
      'send a recovery code. An admin can help with `resetSecondFactor`.',
    repeat: 'Only with another code. Each failure counts against the limit of signing in.',
  },
  'accounts.second_factor_overdue': {
    means:
      'Staff can sign in once without a second factor, to set it up. This account did so, but did not set it up.',
    todo: 'Another admin allows one more such sign-in with `resetSecondFactor`. Then use `setUpSecondFactor` and `confirmSecondFactor` at once.',
    repeat: 'Yes, once, after the admin has allowed it.',
  },
  'accounts.second_factor_unset': {
    means:
      'The password is right. Staff need a second factor in this library, and this account has none. Where operators ' +
      'sign in, none can be set up.',
    todo: 'Sign in to the library once with `issueTokens`, use `setUpSecondFactor` and `confirmSecondFactor`, and then sign in here with a code.',
    repeat: 'Yes, with a code, once the second factor is set up.',
  },
  'accounts.operators_only': {
    means:
      'The password is right, but the account is not that of an admin. Operators are admins of the library.',
    todo: 'Sign in with the account of an admin, or ask an admin for the role.',
    repeat: 'Not with this account, unless its role changes.',
  },
  'accounts.second_factor_not_begun': {
    means: 'There is no new secret to confirm: none was requested, or it was confirmed before.',
    todo: 'Get a secret with `setUpSecondFactor`, add it to the authenticator app, and send the code that the app shows. `getSecondFactor` shows the present state.',
    repeat: 'Only after a new secret was requested.',
  },
  'accounts.second_factor_absent': {
    means: 'The account has no second factor, so there is none to remove.',
    todo: 'Nothing is left to do. `setUpSecondFactor` begins one.',
    repeat: 'No, there is nothing that could be removed.',
  },
  'accounts.second_factor_kept': {
    means:
      'This library requires a second factor of its staff, so it cannot be removed from the account of a librarian or an admin.',
    todo: 'Replace it instead, for example for a new phone: `setUpSecondFactor` with a code of the present one, then `confirmSecondFactor`.',
    repeat: 'Not while the account belongs to the staff.',
  },
};
