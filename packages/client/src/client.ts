import createFetchClient, {
  type Client,
  type ClientPathsWithMethod,
  type FetchResponse,
  type MaybeOptionalInit,
  type Middleware,
} from 'openapi-fetch';
import { deprecations, type OnDeprecation } from './deprecations.js';
import type { HttpError } from './problem.js';
import { withRetries, type RetryOptions, type Send } from './retries.js';
import { memoryStore, withSession, type TokenPair, type TokenStore } from './session.js';

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
type MediaType = `${string}/${string}`;

/** An answer that is a success. Everything else is thrown. */
type Success<Operation, Init> = Extract<
  FetchResponse<Operation & Record<string | number, unknown>, Init, MediaType>,
  { error?: never }
>;

type Call<Paths extends object, M extends Method> = <
  Path extends ClientPathsWithMethod<Client<Paths>, M> & keyof Paths,
  Init extends MaybeOptionalInit<Paths[Path], M & keyof Paths[Path]>,
>(
  path: Path,
  ...init: object extends NonNullable<Init> ? [init?: Init] : [init: Init]
) => Promise<Success<Paths[Path][M & keyof Paths[Path]], Init>>;

/** A method for each of HTTP. What is not a success is thrown: a `Problem` or another `HttpError`. */
export interface Calls<Paths extends object> {
  readonly GET: Call<Paths, 'get'>;
  readonly PUT: Call<Paths, 'put'>;
  readonly POST: Call<Paths, 'post'>;
  readonly PATCH: Call<Paths, 'patch'>;
  readonly DELETE: Call<Paths, 'delete'>;
}

export interface ClientOptions extends RetryOptions {
  /** Where the library is, such as `https://library.example`. */
  readonly baseUrl: string;
  /** The minor that is asked for. Default: the one of the types, which is released. With an older one, newer parts are missing. */
  readonly minor?: string;
  /** Sent in place of the token of a sign-in. Signing in and out throw then. */
  readonly apiKey?: string;
  /** Where the tokens are kept. Default: in memory. */
  readonly tokens?: TokenStore;
  /** Told once for each deprecated operation that is called. Default: a warning on the console. */
  readonly onDeprecation?: OnDeprecation;
  /** Default: the `fetch` of the platform. */
  readonly fetch?: Send;
}

/** What the majors do each in their own way. */
interface Major<Paths extends object> {
  readonly minor: string;
  readonly hasIdempotencyKeys: boolean;
  /** The error to throw for an answer that is not a success. */
  failure(response: Response): Promise<HttpError>;
  /** Gets the next pair of tokens; undefined if the library refuses. */
  refresh?(calls: Calls<Paths>, used: TokenPair): Promise<TokenPair | undefined>;
}

/** The calls of those who have signed in, and those of nobody. */
export interface Connection<Paths extends object> {
  readonly tokens: TokenStore;
  readonly calls: Calls<Paths>;
  readonly anonymousCalls: Calls<Paths>;
  /** @throws TypeError for a client with an API key, whose calls are always those of the key */
  readonly requireSessions: () => void;
}

export function connect<Paths extends object>(
  options: ClientOptions,
  major: Major<Paths>,
): Connection<Paths> {
  const { baseUrl, apiKey } = options;
  const send = withRetries(options.fetch ?? ((request) => fetch(request)), options);
  const requireSessions = () => {
    if (apiKey !== undefined) throw new TypeError('An API key takes the place of a sign-in.');
  };
  // An API key is a token that never changes.
  const ofKey = { get: () => ({ accessToken: apiKey ?? '' }), set: requireSessions };
  const tokens = apiKey === undefined ? (options.tokens ?? memoryStore()) : ofKey;
  const shared = middleware(options, major);
  const callsBy = (each: Send) => {
    // A list in a query is one parameter, as the documents say.
    const querySerializer = { array: { style: 'form', explode: false } } as const;
    const client = createFetchClient<Paths>({ baseUrl, fetch: each, querySerializer });
    client.use(shared);
    return client as unknown as Calls<Paths>;
  };
  const anonymousCalls = callsBy(send);
  const refresh = major.refresh?.bind(major, anonymousCalls);
  const calls = callsBy(withSession(send, tokens, refresh));
  return { tokens, calls, anonymousCalls, requireSessions };
}

function middleware(
  { minor, onDeprecation }: ClientOptions,
  major: Pick<Major<object>, 'minor' | 'hasIdempotencyKeys' | 'failure'>,
): Middleware {
  const notice = deprecations(onDeprecation);
  return {
    onRequest({ request: { method, headers } }) {
      if (!headers.has('API-Version')) headers.set('API-Version', minor ?? major.minor);
      if (major.hasIdempotencyKeys && method === 'POST' && !headers.has('Idempotency-Key'))
        headers.set('Idempotency-Key', crypto.randomUUID());
    },
    async onResponse({ request, response, schemaPath }) {
      notice(schemaPath, request, response);
      if (!response.ok) throw await major.failure(response);
    },
  };
}
