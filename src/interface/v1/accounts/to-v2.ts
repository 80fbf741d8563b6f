import type { Succession } from '../../documentation/migration/succession.js';

const told = { to: 'id', note: 'The id that `/v1` tells from 1.2 on.' };

/** How accounts continue in `/v2`. */
export const succession: Succession = {
  operations: {
    registerUser: { to: 'registerPatron' },
    loginUser: {
      to: 'issueTokens',
      note: 'Send `grantType` with the value `password`. Staff with a second factor send its code, too.',
    },
    requestPasswordReset: { to: 'requestPasswordReset' },
    completePasswordReset: {
      to: 'completePasswordReset',
      note: 'The answer is 204 without a body.',
    },
    getMe: { to: 'getMe' },
    updateMe: {
      to: 'updateMe',
      note: 'Send the `ETag` of `GET /v2/me` in `If-Match`. A password is changed with `POST /v2/me/password-changes`.',
    },
    deleteMe: { to: 'deleteMe', note: 'The answer is 204 without a body.' },
    listUsers: { to: 'listPatrons' },
    getUser: { to: 'getPatron' },
    changeUserRole: {
      to: 'updatePatron',
      note: 'Send the `ETag` of the patron in `If-Match`. This operation of `/v1` has a sunset; see its own guide.',
    },
  },
  shapes: {
    RegisterBody: { to: 'NewPatron' },
    LoginBody: { to: 'TokenRequest' },
    TokenV1: {
      to: 'Tokens',
      note: 'The access token is valid for 15 minutes; the refresh token gets the next one.',
      fields: { token: { to: 'accessToken' } },
    },
    ResetRequestBody: { to: 'PasswordResetRequest' },
    ResetBody: { to: 'PasswordReset', fields: { password: { to: 'newPassword' } } },
    SuccessV1: { to: 'Accepted', note: 'Operations that have nothing to say answer 204 without a body.' },
    UpdateMeBody: {
      to: 'MePatch',
      fields: { password: { note: 'Use `POST /v2/me/password-changes`.' } },
    },
    UserV1: {
      to: 'Patron',
      fields: { id: { to: 'id', note: 'The number becomes a text. See Ids.' }, v2_id: told },
    },
    UpdatedUserV1: {
      to: 'Patron',
      fields: {
        id: { to: 'id', note: 'The number becomes a text. See Ids.' },
        v2_id: told,
        token: { note: 'Only a change of the password ends tokens. Its answer has new ones.' },
      },
    },
    RoleBody: { to: 'PatronPatch' },
  },
};
