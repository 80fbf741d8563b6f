import { connect, type Calls, type ClientOptions } from './client.js';
import { eachBy, type ListBody, type ListInit, type Page, type PagedPath } from './pages.js';
import { HttpError, Problem, refusalIn } from './problem.js';
import { minor, type Code, type components, type paths } from './schema-v2.js';
import type { TokenPair, TokenStore } from './session.js';

type Schemas = components['schemas'];

/** A refusal of `/v2` (RFC 9457), with the wrong fields in `body.errors` and the reasons in `body.blocks`. */
export class V2Problem extends Problem<Schemas['Problem'], Code> {
  override readonly name = 'V2Problem';
}

type Credentials = Pick<Schemas['TokenRequest'], 'secondFactorCode'> &
  Required<Pick<Schemas['TokenRequest'], 'email' | 'password'>>;

type Item<Path extends keyof paths> =
  ListBody<paths, Path> extends { data: readonly (infer Each)[] } ? Each : never;

/** The client of `/v2`. */
export interface V2Client extends Calls<paths> {
  /** The tokens of the sign-in. Set those that a new password brings, with a new secret. */
  readonly tokens: TokenStore;
  /** All later calls are those of this account. The tokens are refreshed when they run out. */
  signIn(credentials: Credentials): Promise<void>;
  /** Ends the session. The tokens are forgotten, even if the library cannot be reached. */
  signOut(): Promise<void>;
  /** All items of a list, page by page. A larger `limit` needs fewer requests. */
  each<Path extends PagedPath<paths, 'cursor'>>(
    path: Path,
    init?: ListInit<paths, Path>,
  ): AsyncGenerator<Item<Path>, void, undefined>;
}

/** Makes a client of `/v2`. */
export function createV2Client(options: ClientOptions): V2Client {
  const major = { minor, hasIdempotencyKeys: true, failure, refresh };
  const { calls, anonymousCalls, tokens, requireSessions } = connect<paths>(options, major);
  return {
    ...calls,
    tokens,
    async signIn(credentials) {
      requireSessions();
      const body = { grantType: 'password' as const, ...credentials };
      const { data } = await anonymousCalls.POST('/v2/tokens', { body });
      tokens.set({ ...data, secret: crypto.randomUUID() });
    },
    async signOut() {
      requireSessions();
      const ended = tokens.get()?.secret;
      await calls.DELETE('/v2/tokens/current').finally(() => {
        // Somebody else may have signed in meanwhile.
        if (tokens.get()?.secret === ended) tokens.set(undefined);
      });
    },
    each: eachBy(calls.GET, pageOf) as V2Client['each'],
  };
}

/** The same tokens always have the same idempotency key, so that a second use of them is a repeated request. */
async function refresh(
  { POST }: Calls<paths>,
  { refreshToken, secret }: TokenPair,
): Promise<TokenPair | undefined> {
  const header = { 'Idempotency-Key': `${secret}-${refreshToken.slice(-32)}` };
  const body = { grantType: 'refresh' as const, refreshToken };
  try {
    return { ...(await POST('/v2/tokens', { params: { header }, body })).data, secret };
  } catch (error) {
    if (error instanceof V2Problem && error.status === 401) return undefined;
    throw error;
  }
}

async function failure(response: Response): Promise<HttpError> {
  const body = await refusalIn<Schemas['Problem']>(response);
  return body ? new V2Problem(response, body.detail, body) : new HttpError(response);
}

function pageOf({
  data,
  page,
}: {
  readonly data: readonly unknown[];
  readonly page: Schemas['PageInfo'];
}): Page {
  return { items: data, next: page.nextCursor === null ? undefined : { cursor: page.nextCursor } };
}
