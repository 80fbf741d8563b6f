import { links } from '../../library/branch-1/people.js';
import type { Said, Scenarios } from '../scenario.js';
import { forOther, forPatron, unfitPasswords } from '../unfit-passwords.js';

const newcomer = {
  username: 'newcomer',
  email: 'newcomer@example.org',
  password: 'a long and quiet evening',
  first_name: 'Ada',
  last_name: null,
};
const current_password = 'patron-demo-password';
const token = { match: { '$.token': 'token' } } as const;
const reset = { token: links.reset, password: 'a long and quiet evening' };

/** A revision that no account has. */
const stale = { 'If-Match': '"r99-v1.0"' };

export default {
  calls: {
    registerUser: { json: newcomer },
    loginUser: { json: { email: 'patron@example.org', password: 'patron-demo-password' } },
    getMe: {},
    updateMe: { json: { first_name: 'Paul' } },
    requestPasswordReset: { json: { email: 'patron@example.org' } },
    completePasswordReset: { json: reset },
    deleteMe: {},
    listUsers: {},
    getUser: { params: { id: 3 } },
    changeUserRole: { params: { id: 4 }, json: { role: 'librarian' } },
  },
  conversations: {
    'a-token-of-yesterday': [
      {
        does: 'loginUser',
        json: { email: 'patron@example.org', password: 'patron-demo-password' },
        gives: 200,
        save: { token: '$.token' },
        ...token,
      },
      {
        does: 'listBooks',
        headers: { Authorization: 'Bearer {{token}}' },
        query: { per_page: 1 },
        gives: 200,
      },
      {
        does: 'listBooks',
        headers: { Authorization: 'Bearer {{token}}' },
        query: { per_page: 1 },
        after: { days: 1 },
        gives: 200,
      },
    ],
    'becoming-a-patron': [
      { does: 'registerUser', json: newcomer, gives: 201 },
      { does: 'registerUser', json: newcomer, gives: 'accounts.email_taken' },
      {
        does: 'loginUser',
        json: { email: 'NEWCOMER@example.org', password: newcomer.password },
        gives: 200,
        save: { token: '$.token' },
        ...token,
      },
      { does: 'getMe', as: 'nobody', headers: { Authorization: 'Bearer {{token}}' }, gives: 200 },
      {
        does: 'loginUser',
        json: { email: 'newcomer@example.org', password: 'not it' },
        gives: 'accounts.credentials_wrong',
      },
      {
        does: 'loginUser',
        json: { email: 'nobody@example.org', password: 'not it' },
        gives: 'accounts.credentials_wrong',
      },
      {
        does: 'loginUser',
        json: { email: 'disabled@example.org', password: 'disabled-demo-password' },
        gives: 'accounts.account_disabled',
      },
    ],
    'as-long-as-a-token-lasts': [
      {
        does: 'loginUser',
        json: { email: 'patron@example.org', password: 'patron-demo-password' },
        gives: 200,
        save: { token: '$.token' },
        ...token,
      },
      ...[
        [3_599, 200],
        [1, 'request.token_invalid'],
      ].map(([seconds, gives]) => ({
        does: 'getMe',
        as: 'nobody' as const,
        headers: { Authorization: 'Bearer {{token}}' },
        after: { seconds: Number(seconds) },
        gives: gives ?? 200,
      })),
    ],
    'changing-my-account': [
      { does: 'getMe', as: 'patron', gives: 200 },
      { does: 'updateMe', as: 'patron', json: {}, gives: 200 },
      { does: 'updateMe', as: 'patron', json: {}, headers: stale, gives: 'accounts.patron_changed' },
      { does: 'updateMe', as: 'patron', json: { username: 'pablo', first_name: null }, gives: 200 },
      { does: 'updateMe', as: 'patron', json: { email: 'pablo@example.org', current_password }, gives: 200 },
      {
        does: 'updateMe',
        as: 'patron',
        json: { email: 'other@example.org', current_password },
        gives: 'accounts.email_taken',
      },
      { does: 'updateMe', as: 'patron', json: { role: 'admin' }, gives: 'request.validation_failed' },
      {
        does: 'updateMe',
        as: 'patron',
        json: { password: newcomer.password },
        gives: 'request.validation_failed',
      },
      {
        does: 'updateMe',
        as: 'patron',
        json: { password: newcomer.password, current_password: 'not it' },
        gives: 'accounts.current_password_wrong',
      },
      {
        does: 'updateMe',
        as: 'patron',
        json: { password: newcomer.password, current_password },
        gives: 200,
        save: { token: '$.token' },
        ...token,
      },
      { does: 'getMe', as: 'patron', gives: 'request.token_invalid' },
      { does: 'getMe', as: 'nobody', headers: { Authorization: 'Bearer {{token}}' }, gives: 200 },
    ],
    'choosing-a-password': unfitPasswords.flatMap(({ password, gives }): Said[] => [
      { does: 'registerUser', json: { ...newcomer, password }, gives },
      { does: 'completePasswordReset', json: { ...reset, password: forOther(password) }, gives },
      { does: 'updateMe', as: 'patron', json: { password: forPatron(password), current_password }, gives },
    ]),
    'forgetting-my-password': [
      { does: 'requestPasswordReset', json: { email: 'other@example.org' }, gives: 202 },
      { does: 'requestPasswordReset', json: { email: 'nobody@example.org' }, gives: 202 },
      { does: 'completePasswordReset', json: reset, gives: 200 },
      { does: 'completePasswordReset', json: reset, gives: 'accounts.link_invalid' },
      { does: 'getMe', as: 'other', gives: 'request.token_invalid' },
    ],
    'closing-my-account': [
      { does: 'deleteMe', as: 'patron', headers: stale, gives: 'accounts.patron_changed' },
      { does: 'deleteMe', as: 'patron', gives: 'accounts.account_in_use' },
      { does: 'deleteMe', as: 'admin', gives: 'accounts.last_admin' },
      { does: 'deleteMe', as: 'librarian', gives: 200 },
      { does: 'getMe', as: 'librarian', gives: 'request.token_invalid' },
    ],
    'looking-after-users': [
      { does: 'listUsers', gives: 200 },
      { does: 'listUsers', query: { page: 2, per_page: 3 }, gives: 200 },
      { does: 'listUsers', query: { page: 99 }, gives: 200 },
      { does: 'getUser', params: { id: 7 }, gives: 200 },
      { does: 'getUser', params: { id: 999 }, gives: 'accounts.patron_not_found' },
      { does: 'changeUserRole', params: { id: 4 }, json: { role: 'librarian' }, gives: 200 },
      {
        does: 'changeUserRole',
        params: { id: 999 },
        json: { role: 'patron' },
        gives: 'accounts.patron_not_found',
      },
      { does: 'changeUserRole', params: { id: 1 }, json: { role: 'patron' }, gives: 'accounts.last_admin' },
      { does: 'changeUserRole', params: { id: 2 }, json: { role: 'admin' }, gives: 200 },
      { does: 'changeUserRole', params: { id: 1 }, json: { role: 'patron' }, gives: 'accounts.own_account' },
    ],
  },
} satisfies Scenarios;
