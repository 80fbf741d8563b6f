import type { Said, Scenarios } from '../scenario.js';
import { patron } from './own-account.js';

export const first = { 'If-Match': '"r1-v2.0"' };

/** Operations without other input can only be refused for this key. */
export const malformedKey = { 'Idempotency-Key': 'a "quoted" key' };

export const child = {
  username: 'tim',
  firstName: 'Tim',
  cardNumber: 'c-2041',
  category: 'child',
  expiresAt: '2028-12-01T00:00:00Z',
};

export const credentials = {
  grantType: 'password',
  email: 'patron@example.org',
  password: 'patron-demo-password',
};

export const sign = (json: object, gives: Said['gives'] = 200): Said => ({
  does: 'issueTokens',
  json,
  gives,
});

/** Conversations about what staff do for patrons. */
export const helpingPatrons = {
  'helping-patrons-at-the-desk': [
    { does: 'createPatron', json: child, gives: 201, save: { tim: '$.id', etag: '$header.etag' } },
    { does: 'createPatron', json: { ...child, username: 'tom' }, gives: 'accounts.card_number_taken' },
    {
      does: 'createPatron',
      json: { username: 'tom', email: 'patron@example.org' },
      gives: 'accounts.email_taken',
    },
    {
      does: 'createPatron',
      json: { username: 'tom', category: 'chlid' },
      gives: 'accounts.category_unknown',
    },
    { does: 'startPasswordReset', params: { id: '{{tim}}' }, gives: 'accounts.email_missing' },
    {
      does: 'startPasswordReset',
      params: patron(4),
      headers: malformedKey,
      gives: 'request.validation_failed',
    },
    { does: 'startPasswordReset', params: patron(4), gives: 202 },
    { does: 'startPasswordReset', params: patron(999), gives: 'accounts.patron_not_found' },
    {
      does: 'updatePatron',
      params: { id: '{{tim}}' },
      json: { email: 'tim@example.org', cardNumber: 'c-2042' },
      headers: { 'If-Match': '{{etag}}' },
      gives: 200,
      save: { etag: '$header.etag' },
    },
    {
      does: 'updatePatron',
      params: { id: '{{tim}}' },
      json: { email: 'patron@example.org' },
      headers: { 'If-Match': '{{etag}}' },
      gives: 'accounts.email_taken',
    },
    {
      does: 'updatePatron',
      params: { id: '{{tim}}' },
      json: { cardNumber: 'P0000003' },
      headers: { 'If-Match': '{{etag}}' },
      gives: 'accounts.card_number_taken',
    },
    {
      does: 'updatePatron',
      params: { id: '{{tim}}' },
      json: { category: 'chlid' },
      headers: { 'If-Match': '{{etag}}' },
      gives: 'accounts.category_unknown',
    },
    { does: 'endPatronSessions', params: { id: '{{tim}}' }, gives: 204 },
    { does: 'closePatron', params: { id: '{{tim}}' }, gives: 204 },
    { does: 'closePatron', params: { id: '{{tim}}' }, gives: 'accounts.patron_not_found' },
    { does: 'endPatronSessions', params: { id: '{{tim}}' }, gives: 'accounts.patron_not_found' },
    { does: 'closePatron', params: patron(3), gives: 'accounts.account_in_use' },
  ],
  'disabling-an-account': [
    {
      does: 'updatePatron',
      params: patron(3),
      json: { disabled: true },
      headers: first,
      gives: 200,
      save: { etag: '$header.etag' },
    },
    sign(credentials, 'accounts.account_disabled'),
    { does: 'getMe', as: 'patron', gives: 'request.token_invalid' },
    {
      does: 'updatePatron',
      params: patron(3),
      json: { disabled: false },
      headers: { 'If-Match': '{{etag}}' },
      gives: 200,
    },
  ],
  'keeping-to-ones-authority': [
    {
      does: 'updatePatron',
      params: patron(1),
      json: { username: 'root' },
      headers: first,
      gives: 'accounts.staff_needs_admin',
    },
    { does: 'startPasswordReset', params: patron(2), gives: 'accounts.staff_needs_admin' },
    { does: 'endPatronSessions', params: patron(1), gives: 'accounts.staff_needs_admin' },
    { does: 'closePatron', params: patron(2), gives: 'accounts.staff_needs_admin' },
    {
      does: 'updatePatron',
      as: 'admin',
      params: patron(1),
      json: { category: 'child' },
      headers: first,
      gives: 'accounts.own_account',
    },
    { does: 'closePatron', as: 'admin', params: patron(1), gives: 'accounts.last_admin' },
  ],
} satisfies Scenarios['conversations'];
