import { reason } from '../kernel/refusal.js';

export const secondFactorRequired = reason(
  'forbidden',
  'accounts.second_factor_required',
  'This account needs a second factor. Get a token from issueTokens with a secondFactorCode: it is valid in all versions.',
);
export const secondFactorWrong = reason(
  'forbidden',
  'accounts.second_factor_wrong',
  'The code of the second factor is wrong, or was used already.',
);
export const secondFactorOverdue = reason(
  'forbidden',
  'accounts.second_factor_overdue',
  'The one sign-in without a second factor is used up. Another admin can allow one more.',
);
export const secondFactorUnset = reason(
  'forbidden',
  'accounts.second_factor_unset',
  'This account needs a second factor here, and has none yet. Set one up first.',
);
export const secondFactorNotBegun = reason(
  'conflict',
  'accounts.second_factor_not_begun',
  'There is no secret that waits for its first code. Get one first.',
);
export const secondFactorAbsent = reason(
  'conflict',
  'accounts.second_factor_absent',
  'This account has no second factor.',
);
export const secondFactorKept = reason(
  'conflict',
  'accounts.second_factor_kept',
  'Staff need a second factor here. It can be replaced, but not removed.',
);
