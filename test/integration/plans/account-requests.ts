import { libraryPassword } from '../../../bench/src/library-sql.js';
import { toId } from '../../../src/interface/v2/ids.js';
import { get, readAs, send, type HotRequest } from './hot-request.js';
import { sampleOf, type LargeLibrary } from './large-library.js';

const librarian = ({ librarian: token }: LargeLibrary): string => token;

const credentials = (library: LargeLibrary, turn: number): { email: string; password: string } => ({
  email: `patron${sampleOf(library, turn).patronId}@example.org`,
  password: libraryPassword,
});

export const accountRequests: readonly HotRequest[] = [
  {
    title: 'v1: sign in, and authenticate with the token',
    by: ['patron_email_unique', 'patron_pkey'],
    ask: async (library, turn) => {
      const { body } = await send(library, 'POST', '/v1/users/login', { json: credentials(library, turn) });
      await get(library, '/v1/users/me', { token: (body as { token: string }).token });
    },
  },
  {
    title: 'v2: sign in, authenticate with the session, and refresh the token',
    by: ['patron_email_unique', 'session_pkey', 'refresh_token_pkey'],
    ask: async (library, turn) => {
      const json = { grantType: 'password', ...credentials(library, turn) };
      const { body } = await send(library, 'POST', '/v2/tokens', { json });
      const { accessToken: token, refreshToken } = body as { accessToken: string; refreshToken: string };
      await get(library, '/v2/me', { token });
      await send(library, 'POST', '/v2/tokens', { json: { grantType: 'refresh', refreshToken } });
    },
  },
  {
    title: 'v2: authenticate with an API key',
    by: ['api_key_hash_unique', 'patron_pkey'],
    ask: (library) => get(library, '/v2/me/loans', { token: library.apiKey }),
  },
  readAs(
    'v2: my keys',
    ['api_key_patron'],
    () => '/v2/api-keys',
    (library, turn) => library.reader(sampleOf(library, turn).patronId),
  ),
  readAs(
    'v2: one patron',
    ['patron_pkey'],
    (library, turn) => `/v2/patrons/${toId('patron', sampleOf(library, turn).patronId)}`,
    librarian,
  ),
  readAs('v2: patrons', ['patron_pkey'], (_, turn) => `/v2/patrons?limit=${1 + (turn % 40)}`, librarian),
];
