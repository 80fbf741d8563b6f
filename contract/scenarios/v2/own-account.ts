import { toId } from '../../../src/interface/v2/ids.js';
import type { Scenarios } from '../scenario.js';

export const stale = { 'If-Match': '"r9-v2.0"' };
export const patron = (key: number) => ({ id: toId('patron', key) });
export const tokens = { '$.accessToken': 'token', '$.refreshToken': 'token' };
export const save = { access: '$.accessToken', refresh: '$.refreshToken' };
export const secret = { '$.key': 'token' };
export const key = { name: 'self-service terminal', scopes: ['catalogue:read'] };
export const known = { '$.errors': 'any' };
/** Events have the ids of requests. */
export const exported = { '$.sections.events': 'any' } as const;
export const passwords = { currentPassword: 'patron-demo-password', newPassword: 'a long and quiet evening' };

/** Conversations about passwords, sessions, exports, pins and keys: the part of the accounts that is one's own. */
export const ownAccount = {
  'closing-my-account': [
    { does: 'deleteMe', as: 'patron', gives: 'accounts.account_in_use' },
    { does: 'deleteMe', as: 'admin', gives: 'accounts.last_admin' },
    { does: 'deleteMe', as: 'librarian', gives: 204 },
    { does: 'getMe', as: 'librarian', gives: 'request.token_invalid' },
  ],
  'changing-my-account': [
    { does: 'getMe', as: 'patron', gives: 200, save: { etag: '$header.etag' } },
    {
      does: 'updateMe',
      as: 'patron',
      json: { username: 'pablo', firstName: null },
      headers: { 'If-Match': '{{etag}}' },
      gives: 200,
      save: { etag: '$header.etag' },
    },
    {
      does: 'updateMe',
      as: 'patron',
      json: { email: 'other@example.org', currentPassword: passwords.currentPassword },
      headers: { 'If-Match': '{{etag}}' },
      gives: 'accounts.email_taken',
    },
    {
      does: 'updateMe',
      as: 'patron',
      json: { email: 'pablo@example.org', currentPassword: 'not it' },
      headers: { 'If-Match': '{{etag}}' },
      gives: 'accounts.current_password_wrong',
    },
    {
      does: 'updateMe',
      as: 'patron',
      json: { username: 'late' },
      headers: stale,
      gives: 'accounts.patron_changed',
    },
  ],
  'changing-my-password': [
    {
      does: 'changePassword',
      as: 'patron',
      json: { ...passwords, currentPassword: 'not it' },
      gives: 'accounts.current_password_wrong',
    },
    {
      does: 'changePassword',
      as: 'patron',
      json: { ...passwords, revokeKeys: true },
      gives: 200,
      match: tokens,
      save,
    },
    { does: 'getMe', as: 'patron', gives: 'request.token_invalid' },
    { does: 'getMe', as: 'nobody', headers: { Authorization: 'Bearer {{access}}' }, gives: 200 },
  ],
  'my-sessions': [
    { does: 'listSessions', as: 'patron', gives: 200 },
    {
      does: 'listSessions',
      as: 'patron',
      query: { cursor: 'not-one-of-ours' },
      gives: 'request.cursor_invalid',
    },
    {
      does: 'endSession',
      as: 'other',
      params: { id: toId('session', 1) },
      gives: 'accounts.session_not_found',
    },
    { does: 'endSession', as: 'patron', params: { id: toId('session', 1) }, gives: 204 },
    { does: 'listSessions', as: 'patron', gives: 200 },
    { does: 'endAllSessions', as: 'patron', gives: 204 },
    { does: 'listSessions', as: 'patron', gives: 'request.token_invalid' },
  ],
  'exporting-personal-data': [
    { does: 'exportMe', as: 'patron', gives: 200, match: exported },
    { does: 'exportPatron', params: patron(4), gives: 200, match: exported },
    { does: 'exportPatron', params: patron(1), gives: 'accounts.staff_needs_admin' },
    { does: 'exportPatron', as: 'admin', params: patron(2), gives: 200, match: exported },
    { does: 'exportPatron', params: patron(999), gives: 'accounts.patron_not_found' },
  ],
  'pinning-a-minor': [
    { does: 'listPins', gives: 200 },
    { does: 'pinMinor', params: { major: 'v1' }, json: { minor: '1.0' }, gives: 200 },
    {
      does: 'pinMinor',
      params: { major: 'v1' },
      json: { minor: '1.999' },
      gives: 'accounts.minor_unknown',
      match: known,
    },
    { does: 'listPins', gives: 200 },
    { does: 'unpinMinor', params: { major: 'v1' }, gives: 204 },
    { does: 'unpinMinor', params: { major: 'v99' }, gives: 'accounts.minor_unknown', match: known },
  ],
  'a-pin-in-effect': [
    { does: 'pinMinor', params: { major: 'v2' }, json: { minor: '2.1' }, gives: 200 },
    { does: 'listMyLoans', gives: 200 },
    { does: 'listMyLoans', headers: { 'API-Version': '2.0' }, gives: 200 },
    { does: 'unpinMinor', params: { major: 'v2' }, gives: 204 },
    { does: 'listMyLoans', gives: 200 },
  ],
  'keys-for-machines': [
    { does: 'createApiKey', json: key, gives: 201, match: secret, save: { key: '$.key', id: '$.id' } },
    { does: 'listApiKeys', as: 'librarian', gives: 200 },
    { does: 'getApiKey', as: 'librarian', params: { id: '{{id}}' }, gives: 200 },
    {
      does: 'listApiKeys',
      as: 'nobody',
      headers: { Authorization: 'Bearer {{key}}' },
      gives: 'request.scope_missing',
    },
    {
      does: 'createApiKey',
      json: { ...key, scopes: ['everything'] },
      gives: 'accounts.scope_unknown',
      match: known,
    },
    {
      does: 'createApiKey',
      json: { ...key, expiresAt: '2020-01-01T00:00:00Z' },
      gives: 'accounts.expiry_passed',
    },
    { does: 'revokeApiKey', as: 'librarian', params: { id: '{{id}}' }, gives: 204 },
    {
      does: 'revokeApiKey',
      as: 'librarian',
      params: { id: '{{id}}' },
      gives: 'accounts.api_key_not_found',
    },
    { does: 'getApiKey', as: 'librarian', params: { id: '{{id}}' }, gives: 'accounts.api_key_not_found' },
    {
      does: 'listApiKeys',
      as: 'admin',
      query: { limit: 1, cursor: 'not-one-of-ours' },
      gives: 'request.cursor_invalid',
    },
  ],
} satisfies Scenarios['conversations'];
