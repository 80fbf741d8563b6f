import { toId } from '../../../src/interface/v2/ids.js';
import type { Said } from '../scenario.js';
import { save, tokens } from './own-account.js';

const patron = { email: 'patron@example.org', password: 'patron-demo-password' };
const json = { 'Content-Type': 'application/json' };

const repeated = (username: string, gives: number | string, after?: Said['after']): Said => ({
  does: 'registerPatron',
  as: 'nobody',
  headers: { 'Idempotency-Key': 'a-repeated-registration' },
  json: { username, email: 'Ada@EXAMPLE.org', password: 'a long and quiet evening' },
  gives,
  ...(after && { after }),
});
const getMe = (gives: number | string, after?: Said['after']): Said => ({
  does: 'getMe',
  as: 'nobody',
  headers: { Authorization: 'Bearer {{access}}' },
  gives,
  ...(after && { after }),
});
const refresh = (gives: number | string, after: Said['after']): Said => ({
  does: 'issueTokens',
  as: 'nobody',
  json: { grantType: 'refresh', refreshToken: '{{refresh}}' },
  gives,
  after,
  ...(gives === 200 && { match: tokens, save }),
});
/** White space is no JSON, but its length is measured before. */
const blank = (bytes: number, gives: string): Said => ({
  does: 'registerPatron',
  as: 'nobody',
  headers: json,
  raw: { repeat: ' ', times: bytes },
  gives,
});

/** How long something is valid and how large it may be, a little below and a little above: see docs/compatibility.md. */
export const windows: Readonly<Record<string, readonly Said[]>> = {
  'as-long-as-tokens-last': [
    {
      does: 'issueTokens',
      as: 'nobody',
      json: { grantType: 'password', ...patron },
      gives: 200,
      match: tokens,
      save,
    },
    getMe(200, { seconds: 899 }),
    getMe('request.token_invalid', { seconds: 1 }),
    refresh(200, { days: 29, hours: 23 }),
    refresh(200, { days: 29, hours: 23 }),
    refresh('accounts.refresh_token_invalid', { days: 30 }),
  ],
  'repeating-within-a-day': [
    repeated('ada', 201),
    repeated('ada', 201, { hours: 23, seconds: 3_599 }),
    repeated('augusta', 'request.idempotency_key_reused'),
    repeated('ada', 'accounts.email_taken', { seconds: 1 }),
  ],
  'as-large-as-a-body-may-be': [
    blank(102_400, 'request.malformed_json'),
    blank(102_401, 'request.too_large'),
  ],
};

const decomposed = 'Cafe\u0301 de l\u2019E\u0301toile';

/** In which form letters are stored, compared and found. */
export const letters: readonly Said[] = [
  { does: 'addBook', as: 'librarian', json: { title: decomposed, contributors: [] }, gives: 201 },
  { does: 'listBooks', query: { title: 'café de l\u2019étoile' }, gives: 200 },
  { does: 'listBooks', query: { title: 'CAFÉ' }, gives: 200 },
  { does: 'searchCatalogue', query: { q: 'cafe etoile' }, gives: 200, match: { '$.data[0].score': 'any' } },
];

const nobody = { id: toId('patron', 999) };

/** Whether a thing exists is told only to those who may see it. */
export const strangers: readonly Said[] = [
  { does: 'getPatron', as: 'nobody', params: nobody, gives: 'request.token_missing' },
  { does: 'getPatron', as: 'patron', params: nobody, gives: 'request.not_allowed' },
  { does: 'getPatron', as: 'librarian', params: nobody, gives: 'accounts.patron_not_found' },
  {
    does: 'updatePatron',
    as: 'patron',
    params: nobody,
    json: { username: 'x' },
    gives: 'request.not_allowed',
  },
  { does: 'closePatron', as: 'patron', params: nobody, gives: 'request.not_allowed' },
];
