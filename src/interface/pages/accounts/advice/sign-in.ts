import type { AdviceByCode } from '../../../documentation/problems/advice.js';

/** Signing in, sessions and API keys. */
export const onSignIn: AdviceByCode = {
  'accounts.credentials_wrong': {
    means:
      'No account has this e-mail address together with this password. For safety, the answer does not tell which of ' +
      'the two is wrong.',
    todo:
      'Let the user type both again. A forgotten password is replaced with a link: `requestPasswordReset` mails it. ' +
      'An address that is not verified yet cannot be used to sign in if it is still pending.',
    repeat: 'No. Each failure counts against the limit of signing in, so never repeat it in a loop.',
  },
  'accounts.account_disabled': {
    means: 'E-mail address and password are right, but the staff have disabled the account.',
    todo: 'Send the patron to the desk. A librarian enables an account with `updatePatron`; for staff, an admin does.',
    repeat: 'Not before the account is enabled.',
  },
  'accounts.refresh_token_invalid': {
    means:
      'The refresh token was used before, expired, or was revoked: by signing out, by a new password, or because it ' +
      'was used twice, which counts as theft.',
    todo:
      'Let the user sign in again with `issueTokens`. To avoid it, store the new refresh token of each answer at once, ' +
      'refresh in one place only, and send an `Idempotency-Key`.',
    repeat: 'Not with this refresh token.',
  },
  'accounts.no_session': {
    means:
      'The request was sent with an API key or with a token without a session, so there is nothing to sign out from.',
    todo: 'A key is ended with `revokeApiKey`. Such a token expires by itself; `endAllSessions` ends it at once.',
    repeat: 'No. Use one of these operations instead.',
  },
  'accounts.session_not_found': {
    means: 'The account has no open session with this id. It may have ended in the meantime.',
    todo: 'Take the id from `listSessions`. If the session is not listed there, it has ended, and nothing is left to do.',
    repeat: 'No. A session that has ended never opens again.',
  },
  'accounts.api_key_not_found': {
    means: 'There is no API key with this id, or it belongs to somebody else.',
    todo: 'Take the id from `listApiKeys`. It is not the key itself. Only admins reach the keys of others.',
    repeat: 'No, unless an admin sends it.',
  },
  'accounts.scope_unknown': {
    means: 'A scope in the request has a name that no operation uses.',
    todo:
      'A scope is a feature with `read` or `write`, such as `catalogue:read`. The documentation of each operation has ' +
      'the scope that it needs.',
    repeat: 'Only with scopes that exist.',
  },
  'accounts.expiry_passed': {
    means: 'The key would expire at a time that has passed already.',
    todo: 'Send a time in the future, with its offset from UTC. Check the clock and the time zone of your program.',
    repeat: 'Only with a later time.',
  },
  'accounts.minor_unknown': {
    means: 'There is no such major, or it has no such minor, so it cannot be pinned.',
    todo: 'Choose a major and one of its minors from `/versions`. `listPins` shows what is pinned now.',
    repeat: 'Yes, when this minor is released.',
  },
};
