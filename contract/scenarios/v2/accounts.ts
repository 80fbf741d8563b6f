import { toId } from '../../../src/interface/v2/ids.js';
import { links } from '../../library/branch-1/people.js';
import { child, credentials, first, helpingPatrons, malformedKey, sign } from './helping-patrons.js';
import type { Said, Scenarios } from '../scenario.js';
import { forOther, forPatron, unfitPasswords } from '../unfit-passwords.js';
import { strangers, windows } from './windows.js';
import { patron, tokens, save, secret, key, exported, passwords, ownAccount } from './own-account.js';

const newcomer = {
  username: 'newcomer',
  email: 'newcomer@example.org',
  password: 'a long and quiet evening',
  firstName: 'Ada',
  lastName: null,
};
const reset = { token: links.reset, newPassword: 'a long and quiet evening' };
const more = { '$.page.nextCursor': 'text', '$header.link': 'text', '$header.etag': 'text' };

const passwordOfStaff = { currentPassword: 'librarian-demo-password' };
/** A new secret is random, and so are the texts that contain it. */
const invitation = { '$.secret': 'any', '$.uri': 'any', '$.qrCode': 'any' } as const;

export default {
  calls: {
    issueTokens: { json: credentials, answers: tokens },
    endCurrentTokens: {},
    requestPasswordReset: { json: { email: 'patron@example.org' } },
    completePasswordReset: { json: reset },
    requestEmailVerification: { as: 'unverified' },
    verifyEmail: { json: { token: links.verification } },
    changePassword: { json: passwords, answers: tokens, isUnrepeatable: true },
    listSessions: {},
    endSession: { params: { id: toId('session', 1) } },
    endAllSessions: {},
    exportMe: { answers: exported, isNeverUnchanged: true },
    exportPatron: { params: patron(4), answers: exported, isNeverUnchanged: true },
    registerPatron: { json: newcomer },
    listPatrons: {},
    getMe: {},
    updateMe: { json: { firstName: 'Paul' }, headers: first },
    deleteMe: {},
    listPins: {},
    pinMinor: { params: { major: 'v1' }, json: { minor: '1.0' } },
    unpinMinor: { params: { major: 'v1' } },
    getPatron: { params: patron(3) },
    updatePatron: { params: patron(4), json: { category: 'student' }, headers: first },
    createPatron: { json: child },
    startPasswordReset: { params: patron(4) },
    endPatronSessions: { params: patron(3) },
    closePatron: { params: patron(7) },
    getSecondFactor: { as: 'librarian' },
    setUpSecondFactor: { as: 'librarian', json: passwordOfStaff, answers: invitation },
    confirmSecondFactor: { as: 'librarian', json: { code: '287082' }, isUnrepeatable: true },
    removeSecondFactor: { json: { code: '287082' }, isUnrepeatable: true },
    resetSecondFactor: { as: 'admin', params: patron(2) },
    createApiKey: { json: key, answers: secret },
    listApiKeys: { as: 'admin' },
    getApiKey: { as: 'admin', params: { id: toId('apiKey', 1) } },
    revokeApiKey: { as: 'admin', params: { id: toId('apiKey', 1) } },
  },
  conversations: {
    ...ownAccount,
    ...windows,
    'strangers-learn-nothing': strangers,
    'coming-and-going': [
      { ...sign(credentials), match: tokens, save },
      { does: 'getMe', as: 'nobody', headers: { Authorization: 'Bearer {{access}}' }, gives: 200 },
      {
        ...sign({ grantType: 'refresh', refreshToken: '{{refresh}}' }),
        match: tokens,
        save: { later: '$.accessToken' },
      },
      { does: 'endCurrentTokens', as: 'nobody', headers: { Authorization: 'Bearer {{later}}' }, gives: 204 },
      {
        does: 'getMe',
        as: 'nobody',
        headers: { Authorization: 'Bearer {{later}}' },
        gives: 'request.token_invalid',
      },
      sign({ grantType: 'refresh', refreshToken: '{{refresh}}' }, 'accounts.refresh_token_invalid'),
      sign({ ...credentials, password: 'not it' }, 'accounts.credentials_wrong'),
      { does: 'endCurrentTokens', as: 'patron', gives: 'accounts.no_session' },
    ],
    'becoming-a-patron': [
      { does: 'registerPatron', json: newcomer, gives: 201 },
      { does: 'registerPatron', json: newcomer, gives: 'accounts.email_taken' },
    ],
    'choosing-a-password': unfitPasswords.flatMap(({ password, gives }): Said[] => [
      { does: 'registerPatron', json: { ...newcomer, password }, gives },
      { does: 'completePasswordReset', json: { ...reset, newPassword: forOther(password) }, gives },
      {
        does: 'changePassword',
        as: 'patron',
        json: { ...passwords, newPassword: forPatron(password) },
        gives,
      },
    ]),
    'forgetting-my-password': [
      { does: 'requestPasswordReset', json: { email: 'other@example.org' }, gives: 202 },
      { does: 'requestPasswordReset', json: { email: 'nobody@example.org' }, gives: 202 },
      { does: 'completePasswordReset', json: reset, gives: 204 },
      { does: 'completePasswordReset', json: reset, gives: 'accounts.link_invalid' },
      { does: 'getMe', as: 'other', gives: 'request.token_invalid' },
    ],
    'verifying-my-address': [
      { does: 'getMe', as: 'unverified', gives: 200 },
      {
        does: 'requestEmailVerification',
        as: 'unverified',
        headers: malformedKey,
        gives: 'request.validation_failed',
      },
      { does: 'requestEmailVerification', as: 'unverified', gives: 202 },
      { does: 'verifyEmail', json: { token: links.verification }, gives: 204 },
      { does: 'verifyEmail', json: { token: links.verification }, gives: 'accounts.link_invalid' },
      { does: 'requestEmailVerification', as: 'unverified', gives: 'accounts.email_verified' },
      { does: 'verifyEmail', json: { token: links.taken }, gives: 'accounts.email_taken' },
    ],
    'setting-up-a-second-factor': [
      { does: 'getSecondFactor', as: 'librarian', gives: 200 },
      {
        does: 'confirmSecondFactor',
        as: 'librarian',
        json: { code: '287082' },
        gives: 'accounts.second_factor_not_begun',
      },
      {
        does: 'setUpSecondFactor',
        as: 'librarian',
        json: { currentPassword: 'not it' },
        gives: 'accounts.current_password_wrong',
      },
      { does: 'setUpSecondFactor', as: 'librarian', json: passwordOfStaff, gives: 201, match: invitation },
      {
        does: 'confirmSecondFactor',
        as: 'librarian',
        json: { code: 'not it' },
        gives: 'accounts.second_factor_wrong',
      },
      {
        does: 'removeSecondFactor',
        as: 'librarian',
        json: { code: '287082' },
        gives: 'accounts.second_factor_absent',
      },
      { does: 'resetSecondFactor', as: 'admin', params: patron(1), gives: 'accounts.own_account' },
      { does: 'resetSecondFactor', as: 'admin', params: patron(2), gives: 204 },
      {
        does: 'resetSecondFactor',
        as: 'admin',
        params: patron(999),
        gives: 'accounts.patron_not_found',
      },
    ],
    'looking-after-patrons': [
      { does: 'listPatrons', gives: 200 },
      {
        does: 'listPatrons',
        query: { limit: 2, total: 'true' },
        gives: 200,
        match: more,
        save: { next: '$.page.nextCursor' },
      },
      {
        does: 'listPatrons',
        query: { limit: 2, cursor: 'not-one-of-ours' },
        gives: 'request.cursor_invalid',
      },
      { does: 'getPatron', params: patron(5), gives: 200 },
      { does: 'getPatron', params: patron(999), gives: 'accounts.patron_not_found' },
      { does: 'updatePatron', params: patron(4), json: { category: 'student' }, headers: first, gives: 200 },
      {
        does: 'updatePatron',
        params: patron(4),
        json: { category: 'adult' },
        headers: first,
        gives: 'accounts.patron_changed',
      },
      {
        does: 'updatePatron',
        params: patron(3),
        json: { role: 'admin' },
        headers: first,
        gives: 'accounts.role_needs_admin',
      },
      {
        does: 'updatePatron',
        as: 'admin',
        params: patron(1),
        json: { role: 'patron' },
        headers: first,
        gives: 'accounts.last_admin',
      },
      {
        does: 'updatePatron',
        params: patron(999),
        json: {},
        headers: first,
        gives: 'accounts.patron_not_found',
      },
    ],
    ...helpingPatrons,
  },
} satisfies Scenarios;
